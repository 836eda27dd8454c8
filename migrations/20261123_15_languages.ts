import type { Knex } from 'knex'

const isMultilingual = (more: string, marks = '') => `
    create or replace function is_multilingual(text jsonb) returns boolean language sql immutable parallel safe as $$
      select text is null or (
        jsonb_typeof(text) = 'object'
        and text ->> 'source' in ('lv', 'et', 'en')
        and coalesce(text ->> (text ->> 'source'), '') <> ''
        and text - array['source', 'lv', 'et', 'en'${more}] = '{}'${marks}
      )
    $$;
  `

// A translation may say which wording it was made from, and that it is not finished.
export const up = (knex: Knex) =>
  knex.schema.raw(
    isMultilingual(
      `, 'of', 'drafts'`,
      `
        and coalesce(jsonb_typeof(text -> 'of'), 'object') = 'object'
        and coalesce(jsonb_typeof(text -> 'drafts'), 'array') = 'array'`,
    ),
  )

export const down = (knex: Knex) => knex.schema.raw(isMultilingual(''))
