import { path } from '#platform/values/path.ts'

export const visits = {
  list: path('/visits'),
  visit: path('/visits/:visit'),
  packing: path('/visits/:visit/packing.pdf'),
  all: path('/work/visits'),
  add: path('/work/visits/new'),
  overview: path('/work/visits/:visit'),
  edit: path('/work/visits/:visit/facts'),
  places: path('/work/visits/:visit/places'),
  seminar: path('/work/visits/:visit/seminar'),
  travellers: path('/work/visits/:visit/travellers'),
  travellersPdf: path('/work/visits/:visit/travellers.pdf'),
  traveller: path('/work/visits/:visit/travellers/:traveller'),
  travellerCancellation: path(
    '/work/visits/:visit/travellers/:traveller/cancellation',
    '/work/visits/:visit/travellers/:traveller',
  ),
  lessons: path('/work/visits/:visit/lessons'),
  lessonRemoval: path('/work/visits/:visit/lessons/:lesson/removal', '/work/visits/:visit/lessons'),
  publication: path('/work/visits/:visit/publication', '/work/visits/:visit'),
  held: path('/work/visits/:visit/holding', '/work/visits/:visit'),
  cancellation: path('/work/visits/:visit/cancellation'),
  section: path('/work/visits/:visit/:section'),
}
