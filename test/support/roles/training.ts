import { all, page, type Case } from './cases.ts'

export const trainingRoles: Record<string, Case[]> = {
  'GET /training': all('/en/training'),
}
