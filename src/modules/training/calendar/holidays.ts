import Holidays from 'date-holidays'
import type { Day } from '#platform/values/day.ts'

const countries = { LV: new Holidays('LV', { languages: ['lv'] }), EE: new Holidays('EE', { languages: ['et'] }) }

/** A public holiday of one of the two countries, in that country's words. */
export interface Holiday {
  onDay: Day
  country: 'LV' | 'EE'
  name: string
}

/** The public holidays among some days: nobody is forbidden to train on them, but whoever plans should know. */
export const holidaysAmong = (days: readonly Day[]): Holiday[] =>
  days.flatMap((onDay) =>
    (['LV', 'EE'] as const).flatMap((country) => {
      const named = countries[country].isHoliday(`${onDay} 12:00:00`) || []
      return named.filter(({ type }) => type === 'public').map(({ name }) => ({ onDay, country, name }))
    }),
  )
