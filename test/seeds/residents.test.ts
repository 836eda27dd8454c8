import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { parishes } from '../../seeds/places/reference.ts'
import { assessment } from '../../seeds/assessments/schema.ts'
import { readStory } from '../../seeds/story.ts'

const names = globSync('seeds/assessments/*-*.json').map((file) => basename(file, '.json'))
const told = (name: string) => readStory(`assessments/${name}.json`, assessment)

// Whoever adds up the ages finds the residents that the page of the parish shows; one assessment is not answered yet.
test.each(names.filter((name) => told(name).answers['people.working_age'] !== undefined))(
  'the ages that %s tells of add up to the residents on the page of the parish',
  (name) => {
    const { parish, answers } = told(name)
    const ages = ['children', 'working_age', 'seniors'].map((age) => answers[`people.${age}`])
    const place = parishes.find(({ slug }) => slug === parish)
    expect(ages.reduce<number>((sum, each) => sum + Number(each), 0)).toBe(place?.population)
  },
)
