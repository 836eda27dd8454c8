import { path } from '#platform/values/path.ts'

export const resources = {
  list: path('/work/parishes/:parish/resources'),
  add: path('/work/parishes/:parish/resources/new'),
  resource: path('/work/parishes/:parish/resources/:resource'),
  archiving: path('/work/parishes/:parish/resources/:resource/gone'),
  restoring: path('/work/parishes/:parish/resources/:resource/back', '/work/parishes/:parish/resources/:resource'),
}
