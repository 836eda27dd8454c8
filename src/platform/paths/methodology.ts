import { path } from '#platform/values/path.ts'

export const methodology = {
  published: path('/methodology'),
  list: path('/work/methodology'),
  import: path('/work/methodology/import'),
  edition: path('/work/methodology/:family/:edition'),
  changes: path('/work/methodology/:family/:edition/changes'),
  title: path('/work/methodology/:family/:edition/title'),
  draft: path('/work/methodology/:family/:edition/draft'),
  publication: path('/work/methodology/:family/:edition/publication'),
  removal: path('/work/methodology/:family/:edition/removal'),
  export: path('/work/methodology/:family/:edition/export.json'),
  sections: path('/work/methodology/:family/:edition/sections'),
  section: path('/work/methodology/:family/:edition/sections/:section'),
  sectionUp: path('/work/methodology/:family/:edition/sections/:section/up'),
  sectionDown: path('/work/methodology/:family/:edition/sections/:section/down'),
  sectionRemoval: path('/work/methodology/:family/:edition/sections/:section/removal'),
  criteria: path('/work/methodology/:family/:edition/sections/:section/criteria'),
  criterion: path('/work/methodology/:family/:edition/criteria/:criterion'),
  criterionUp: path('/work/methodology/:family/:edition/criteria/:criterion/up'),
  criterionDown: path('/work/methodology/:family/:edition/criteria/:criterion/down'),
  criterionRemoval: path('/work/methodology/:family/:edition/criteria/:criterion/removal'),
}
