import type { Day } from '#platform/values/day.ts'

// A fifth of what a portal reads to start, for one line of one page: whoever is first to need it waits for it.
async function readCountries() {
  const { default: Holidays } = await import('date-holidays')
  return { LV: new Holidays('LV', { languages: ['lv'] }), EE: new Holidays('EE', { languages: ['et'] }) }
}
let countries: ReturnType<typeof readCountries> | undefined

/** A public holiday of one of the two countries, in that country's words. */
export interface Holiday {
  onDay: Day
  country: 'LV' | 'EE'
  name: string
}

/** The public holidays among some days: nobody is forbidden to train on them, but whoever plans should know. */
export async function holidaysAmong(days: readonly Day[]): Promise<Holiday[]> {
  const known = await (countries ??= readCountries())
  return days.flatMap((onDay) =>
    (['LV', 'EE'] as const).flatMap((country) => {
      const named = known[country].isHoliday(`${onDay} 12:00:00`) || []
      return named.filter(({ type }) => type === 'public').map(({ name }) => ({ onDay, country, name }))
    }),
  )
}
