import { expect, test } from 'vitest'
import { parishes } from '../../seeds/places/reference.ts'
import { assessment } from '../../seeds/assessments/schema.ts'
import { readStory } from '../../seeds/story.ts'

// Where a parish was counted in the years of the project, its assessment cannot find other people than that.
test.each(['gaujiena-baseline', 'gaujiena-midterm', 'trapene-baseline'])(
  'the ages that %s tells of add up to the residents on the page of the parish',
  (name) => {
    const { parish, answers } = readStory(`assessments/${name}.json`, assessment)
    const told = ['children', 'working_age', 'seniors'].map((age) => answers[`people.${age}`])
    const place = parishes.find(({ slug }) => slug === parish)
    expect(place?.populationOn).toBe(2021)
    expect(told.reduce<number>((sum, each) => sum + Number(each), 0)).toBe(place?.population)
  },
)
