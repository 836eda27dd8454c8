import { path } from '#platform/values/path.ts'

export const privacy = {
  request: path('/privacy/request'),
  confirmation: path('/privacy/request/:token'),
  file: path('/privacy/file/:token'),
  own: path('/work/account/data'),
  ownFiles: path('/work/account/data/files', '/work/account/data'),
  ownFile: path('/work/account/data/files/:file'),
  ownRequests: path('/work/account/data/requests', '/work/account/data'),
  records: path('/work/admin/records'),
  reads: path('/work/admin/reads'),
  readsCsv: path('/work/admin/reads.csv'),
  erasures: path('/work/admin/erasures'),
  requests: path('/work/admin/privacy'),
  one: path('/work/admin/privacy/:request'),
  makeFile: path('/work/admin/privacy/:request/file', '/work/admin/privacy/:request'),
  answer: path('/work/admin/privacy/:request/answer', '/work/admin/privacy/:request'),
  refusal: path('/work/admin/privacy/:request/refusal', '/work/admin/privacy/:request'),
  extension: path('/work/admin/privacy/:request/extension', '/work/admin/privacy/:request'),
  restriction: path('/work/admin/privacy/:request/restriction', '/work/admin/privacy/:request'),
  correction: path('/work/admin/privacy/:request/correction', '/work/admin/privacy/:request'),
  erasure: path('/work/admin/privacy/:request/erasure'),
}
