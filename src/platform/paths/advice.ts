import { path } from '#platform/values/path.ts'

export const advice = {
  list: path('/work/advice'),
  log: path('/work/advice/new'),
  session: path('/work/advice/:session'),
  photos: path('/work/advice/:session/photos'),
  photo: path('/work/advice/:session/photos/:file'),
  smallPhoto: path('/work/advice/:session/photos/:file/small'),
  actionItemDone: path('/work/advice/steps/:step/done', '/work'),
  actionItemUndone: path('/work/advice/steps/:step/undone', '/work'),
}
