import { path } from '#platform/values/path.ts'

export const needs = {
  list: path('/work/parishes/:parish/needs'),
  add: path('/work/parishes/:parish/needs/new'),
  need: path('/work/parishes/:parish/needs/:need'),
  responses: path('/work/parishes/:parish/needs/:need/answers', '/work/parishes/:parish/needs/:need'),
  responseRemoval: path(
    '/work/parishes/:parish/needs/:need/answers/:answer/removal',
    '/work/parishes/:parish/needs/:need',
  ),
  drop: path('/work/parishes/:parish/needs/:need/drop'),
  reopening: path('/work/parishes/:parish/needs/:need/reopening', '/work/parishes/:parish/needs/:need'),
  addressed: path('/work/parishes/:parish/needs/:need/addressed', '/work/parishes/:parish/needs/:need'),
  swot: path('/work/parishes/:parish/swot/:round'),
}
