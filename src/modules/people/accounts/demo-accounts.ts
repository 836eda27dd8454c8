/** The password of the whole demonstration cast, known to everybody. */
export const demoPassword = 'parish-demo-2019'

/** The demonstration cast, as a demonstration shows it to whoever wants to try the portal. */
export const demoAccounts = [
  { email: 'lead@example.org', role: 'lead' },
  { email: 'ape@example.org', role: 'partner' },
  { email: 'setomaa@example.org', role: 'partner' },
  { email: 'mentor@example.org', role: 'mentor' },
  { email: 'gaujiena@example.org', role: 'member' },
  { email: 'varska@example.org', role: 'member' },
  { email: 'auditor@example.org', role: 'auditor' },
  { email: 'admin@example.org', role: 'administrator' },
] as const
