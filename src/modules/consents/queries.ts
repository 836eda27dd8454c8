/** Whether the row with this id may be photographed, as SQL: agreed, and not taken back. */
export const mayBePhotographed = (column: 'registration_id' | 'traveller_id', id: string): string =>
  `exists (select from consents where consents.${column} = ${id} and purpose = 'photo' and withdrawn_at is null)`
