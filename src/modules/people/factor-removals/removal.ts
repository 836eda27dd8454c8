/** An administrator's request to remove the second factors of somebody who lost them. */
export interface FactorRemoval {
  id: string
  personId: string
  reason: string
  askedBy: string
  askerName: string
  askedAt: Date
  /** Until when another administrator may confirm it. */
  until: Date
}

/** Who may have a part in it: two administrators, neither of whom the factors are taken from. */
export const may = {
  ask: (viewer: { id: string }, personId: string, others: number): boolean => viewer.id !== personId && others >= 2,

  confirm: (viewer: { id: string }, removal: Pick<FactorRemoval, 'personId' | 'askedBy'>): boolean =>
    viewer.id !== removal.personId && viewer.id !== removal.askedBy,
}
