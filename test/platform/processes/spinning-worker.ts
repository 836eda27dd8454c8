import { answerJobs } from '#platform/processes/answer-jobs.ts'

// An array of four billion holes: the engine's own loop over it cannot be interrupted from inside.
answerJobs(async ({ spins, waits }: { spins: boolean; waits: number }) => {
  if (spins)
    Array.from<number>([])
      .concat(new Array(4_294_967_294))
      .forEach(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, waits))
  return 'done'
})
