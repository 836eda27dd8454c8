/**
 * The address as accounts are looked up and tries are counted by: both by this, so that no letter that only one of them takes
 * for another (a Turkish İ, say) gives one account several names.
 */
export const foldEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()
