import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- What somebody has to act on is few, however many plans there are.
    create index plans_waiting on plans (submitted_at) where state in ('submitted', 'returned');
    -- The addresses of a sitemap, in its order.
    create index initiative_listings_public on initiative_listings (slug) where published;
    create index advice_sessions_newest on advice_sessions (held_on desc, created_at desc, id desc);
  `)

export const down = (knex: Knex) =>
  knex.schema.raw('drop index plans_waiting, initiative_listings_public, advice_sessions_newest')
