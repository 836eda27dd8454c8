import { path } from '#platform/values/path.ts'

export const glossary = {
  list: path('/work/glossary'),
  add: path('/work/glossary/new'),
  term: path('/work/glossary/:term'),
  removal: path('/work/glossary/:term/removal'),
}
