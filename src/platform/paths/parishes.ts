import { path } from '#platform/values/path.ts'

export const parishes = {
  list: path('/parishes'),
  names: path('/parish-names'),
  parish: path('/parishes/:parish'),
  edit: path('/work/parishes/:parish/edit'),
}
