import { path } from '#lib/path.ts'

export const parishes = {
  list: path('/parishes'),
  parish: path('/parishes/:parish'),
  edit: path('/work/parishes/:parish/edit'),
}
