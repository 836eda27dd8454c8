import { path } from '#platform/values/path.ts'

export const resources = {
  list: path('/work/parishes/:parish/resources'),
  add: path('/work/parishes/:parish/resources/new'),
  resource: path('/work/parishes/:parish/resources/:resource'),
  gone: path('/work/parishes/:parish/resources/:resource/gone'),
  back: path('/work/parishes/:parish/resources/:resource/back'),
}
