/** The id of the last day in the chain of those that took each other's place, in SQL of a training day; null where none did. */
export const lastReplacement = `(with recursive chain as (
    select link.id, link.replaced_by_id from training_days link where link.id = training_days.replaced_by_id
    union select link.id, link.replaced_by_id from training_days link join chain on link.id = chain.replaced_by_id)
  select id from chain where replaced_by_id is null)`

/** How many half-days a training day stands for, in SQL: its own, or more where one whose place it took had more. */
export const halfDaysOwed = `(with recursive chain as (
    select training_days.id as id
    union select link.id from training_days link join chain on link.replaced_by_id = chain.id)
  select coalesce(max(half_days), 0)::int
  from (select sum(half_days) as half_days from training_dates where day_id in (select id from chain) group by day_id) each)`
