/** The id of the last day in the chain of those that took each other's place, in SQL of a training day; null where none did. */
export const lastReplacement = `(with recursive chain as (
    select link.id, link.replaced_by_id from training_days link where link.id = training_days.replaced_by_id
    union select link.id, link.replaced_by_id from training_days link join chain on link.id = chain.replaced_by_id)
  select id from chain where replaced_by_id is null)`
