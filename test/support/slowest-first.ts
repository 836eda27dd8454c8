import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// What a file calls or asks for says how long it takes better than its size: a walk is one line. In seconds of a quick day.
const costly: [RegExp, number][] = [
  [/^walkAs\(/m, 60],
  [/^findOnlyTheirs\(/m, 50],
  [/support\/(process|browser|crawler-session)\.ts'/, 20],
  [/startEmbedded/, 15],
  [/^rolesHold\(/m, 3],
]

// Projects with long files come first, and the one of many short files last.
const order = ['browsers', 'alone', 'types', 'static', 'portal']

/** Project by project, and in each the files that took longest last time first, so that no long one is left for the end. */
export class SlowestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weights = new Map(files.map((file) => [file, this.weigh(file)]))
    const weight = (file: TestSpecification) => weights.get(file) ?? 0
    const place = (file: TestSpecification) => order.indexOf(file.project.name)
    return Promise.resolve(files.toSorted((a, b) => place(a) - place(b) || weight(b) - weight(a)))
  }

  /** Milliseconds as the last run had them; in a fresh clone, where there was none, a guess from what stands there. */
  private weigh(file: TestSpecification): number {
    const known = this.ctx.cache.getTestSpecificationResult(file)
    if (known) return known.duration
    const text = readFileSync(file.moduleId, 'utf8')
    const seconds = costly.find(([sign]) => sign.test(text))?.[1]
    return seconds === undefined ? text.length / 10 : seconds * 1000
  }
}
