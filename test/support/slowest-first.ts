import { statSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// A file of a few lines runs a whole table, or a whole walk.
const fewBytes = 400

/** Project by project, and in each the files that took longest last time first, so that no long one is left for the end. */
export class SlowestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weights = new Map(files.map((file) => [file, this.weigh(file)]))
    const weight = (file: TestSpecification) => weights.get(file) ?? 0
    return Promise.resolve(
      files.toSorted((a, b) => a.project.name.localeCompare(b.project.name) || weight(b) - weight(a)),
    )
  }

  /** Milliseconds as the last run had them; where there was none, a guess from how much stands there. */
  private weigh(file: TestSpecification): number {
    const known = this.ctx.cache.getTestSpecificationResult(file)
    if (known) return known.duration
    const { size } = statSync(file.moduleId)
    return size < fewBytes ? 30_000 : size
  }
}
