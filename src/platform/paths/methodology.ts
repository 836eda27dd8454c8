import { path } from '#platform/values/path.ts'

export const methodology = {
  published: path('/methodology'),
  list: path('/work/methodology'),
  import: path('/work/methodology/import'),
  edition: path('/work/methodology/:family/:edition'),
  changes: path('/work/methodology/:family/:edition/changes'),
  title: path('/work/methodology/:family/:edition/title'),
  draft: path('/work/methodology/:family/:edition/draft', '/work/methodology/:family/:edition'),
  publication: path('/work/methodology/:family/:edition/publication', '/work/methodology/:family/:edition'),
  removal: path('/work/methodology/:family/:edition/removal'),
  export: path('/work/methodology/:family/:edition/export.json'),
  sections: path('/work/methodology/:family/:edition/sections', '/work/methodology/:family/:edition'),
  section: path('/work/methodology/:family/:edition/sections/:section'),
  sectionUp: path('/work/methodology/:family/:edition/sections/:section/up', '/work/methodology/:family/:edition'),
  sectionDown: path('/work/methodology/:family/:edition/sections/:section/down', '/work/methodology/:family/:edition'),
  sectionRemoval: path('/work/methodology/:family/:edition/sections/:section/removal'),
  criteria: path(
    '/work/methodology/:family/:edition/sections/:section/criteria',
    '/work/methodology/:family/:edition/sections/:section',
  ),
  criterion: path('/work/methodology/:family/:edition/criteria/:criterion'),
  criterionUp: path('/work/methodology/:family/:edition/criteria/:criterion/up', '/work/methodology/:family/:edition'),
  criterionDown: path(
    '/work/methodology/:family/:edition/criteria/:criterion/down',
    '/work/methodology/:family/:edition',
  ),
  criterionRemoval: path('/work/methodology/:family/:edition/criteria/:criterion/removal'),
}
