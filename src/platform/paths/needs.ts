import { path } from '#platform/values/path.ts'

export const needs = {
  list: path('/work/parishes/:parish/needs'),
  add: path('/work/parishes/:parish/needs/new'),
  need: path('/work/parishes/:parish/needs/:need'),
  responses: path('/work/parishes/:parish/needs/:need/answers'),
  responseRemoval: path('/work/parishes/:parish/needs/:need/answers/:answer/removal'),
  drop: path('/work/parishes/:parish/needs/:need/drop'),
  reopening: path('/work/parishes/:parish/needs/:need/reopening'),
  addressed: path('/work/parishes/:parish/needs/:need/addressed'),
  swot: path('/work/parishes/:parish/swot/:round'),
}
