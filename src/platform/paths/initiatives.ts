import { path } from '#platform/values/path.ts'

export const initiatives = {
  list: path('/initiatives'),
  add: path('/initiatives/new'),
  initiative: path('/initiatives/:initiative'),
  edit: path('/initiatives/:initiative/edit'),
  files: path('/initiatives/:initiative/files'),
  document: path('/initiatives/:initiative/documents/:file'),
  photos: path('/initiatives/:initiative/photos'),
  photo: path('/initiatives/:initiative/photos/:file'),
  smallPhoto: path('/initiatives/:initiative/photos/:file/small'),
  drop: path('/initiatives/:initiative/drop'),
  planningStart: path('/initiatives/:initiative/drafting'),
  actionItem: path('/initiatives/:initiative/steps/:step'),
  ready: path('/initiatives/:initiative/readiness'),
  launch: path('/initiatives/:initiative/launch'),
  launchConfirmation: path('/initiatives/:initiative/launch/confirmation'),
  operation: path('/initiatives/:initiative/operation'),
  actionItemDone: path('/initiatives/:initiative/steps/:step/done'),
  actionItemUndone: path('/initiatives/:initiative/steps/:step/undone'),
  readiness: path('/work/readiness'),
}
