/** Who pays for a line, as the columns of its amounts are called. */
export const fundingSources = [
  'fromErdf',
  'fromPartner',
  'fromMunicipality',
  'fromCommunity',
  'fromInKind',
  'fromRevenue',
  'fromOther',
] as const
export type FundingSource = (typeof fundingSources)[number]
