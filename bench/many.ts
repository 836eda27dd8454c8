import type { Db } from '#platform/db/connection.ts'

/*
 * As many parishes and initiatives as are wanted, by SQL: names in three languages (many have the same one), spread over
 * the territories, states and categories as years of work would spread them.
 */
interface Size {
  parishes: number
  initiatives: number
}

const stems = `array['Liepu', 'Ozolu', 'Bērzu', 'Kalnu', 'Leju', 'Ezera', 'Upes', 'Meža', 'Jūras', 'Saules', 'Āboļu', 'Čiekuru',
  'Ķiršu', 'Ļaudonas', 'Ņurbju', 'Šķēdes', 'Žagaru', 'Õru', 'Ämari', 'Öötsa', 'Üle', 'Võru', 'Zilupes', 'Gulbju']`
const things = `array['virtuve', 'darbnīca', 'Šūpoles', 'tirgus', 'aprūpe mājās', 'Žurnāls', 'ēdnīca', 'autobuss', 'koris',
  'dārzs', 'bibliotēka', 'skola', 'Čempionāts', 'saieta nams', 'pirts', 'laivu piestātne', 'ūdensdzirnavas', 'meistari']`
const categories = `array['elderly_care', 'youth', 'leisure', 'culture', 'food', 'craft', 'events', 'music', 'tourism', 'nature',
  'transport', 'repair', 'other']`

// Of a hundred initiatives of a parish, so many are in each state: with a plan in force, and before there is one.
const planned = `case when n < 30 then 'approved' when n < 38 then 'ready' when n < 46 then 'launched' when n < 70 then 'operating'
  when n < 73 then 'paused' when n < 80 then 'closed' when n < 87 then 'drafting' when n < 95 then 'idea' else 'dropped' end`
const unplanned = `case when n < 45 then 'idea' when n < 80 then 'drafting' when n < 90 then 'proposed' else 'dropped' end`

const writeParishes = (count: number) => `
  insert into parishes (slug, territory_id, names, kind, population, population_year, latitude, longitude)
  select 'place-' || i, territories.id, jsonb_build_object('source', 'lv', 'lv', stem || ' ' || ending || ' pagasts',
      'et', stem || ' ' || ending || ' vald', 'en', stem || ' ' || ending || ' parish'),
    'parish', 200 + i % 3000, 2019, 57 + i % 100 / 50.0, 25 + i % 100 / 50.0
  from generate_series(1, ${count}) as i
    cross join lateral (select (${stems})[1 + i % 24] as stem, 'sala ' || i::bigint * 7919 % ${Math.max(10, Math.ceil(count / 3))} as ending) as named
    join (select id, row_number() over (order by slug) as at, count(*) over () as all_of from territories) as territories
      on at = 1 + i * 31 % all_of`

const writePlans = `
  insert into plans (parish_id, state, submitted_by, submitted_at, decided_by, decided_at)
  select parishes.id, case when decided then 'approved' else 'draft' end, case when decided then submitter end,
    case when decided then timestamptz '2019-06-01' + i * interval '1 minute' end, case when decided then approver end,
    case when decided then timestamptz '2019-06-02' + i * interval '1 minute' end
  from (select id, slug, substr(slug, 7)::integer as i, substr(slug, 7)::integer % 5 < 3 as decided from parishes where slug ~ '^place-') as parishes,
    (select id as submitter from people where email = 'ape@example.org') as submitter,
    (select id as approver from people where email = 'lead@example.org') as approver`

const writeVersions = `
  insert into plan_versions (plan_id, number, snapshot, sha256, submitted_by, submitted_at, approved_by, approved_at)
  select plans.id, 1, '{}', repeat('0', 64), submitted_by, submitted_at, decided_by, decided_at
  from plans join parishes on parishes.id = parish_id where plans.state = 'approved' and slug ~ '^place-'`

const writeInitiatives = (count: number, parishes: number) => `
  insert into initiatives (slug, parish_id, state, title, category, summary, drop_reason, pause_reason, close_reason, created_at)
  select 'work-' || i, parish_id, state, title, (${categories})[1 + (i * 5 + i / 13) % 13], title,
    case state when 'dropped' then title end, case state when 'paused' then title end, case state when 'closed' then title end,
    timestamptz '2019-05-01' + i * interval '1 second'
  from generate_series(1, ${count}) as i
    cross join lateral (select i * 37 % 100 as n, 'place-' || (1 + i % ${parishes}) as parish_slug, 'Nr. ' || i::bigint * 104729 % ${Math.ceil(count / 2)} as number) as drawn
    join (select parishes.id as parish_id, slug, plans.state as plan_state from parishes join plans on plans.parish_id = parishes.id) as parishes
      on slug = parish_slug
    cross join lateral (select case when plan_state = 'approved' then ${planned} else ${unplanned} end as state) as stated
    cross join lateral (select jsonb_build_object('source', 'lv', 'lv', (${stems})[1 + i % 24] || ' ' || (${things})[1 + i % 18] || ' ' || number,
      'et', (${things})[1 + i % 18] || ' ' || (${stems})[1 + i % 24] || ' ' || number, 'en', number || ' ' || (${stems})[1 + i % 24]) as title) as titled`

const publish = `
  insert into published_initiatives (initiative_id, plan_version_id, category, content)
  select initiatives.id, plan_versions.id, category, jsonb_build_object('slug', slug, 'title', title, 'summary', summary,
    'description', summary, 'category', category, 'responsible', 'A', 'startsOn', '2020-01-01', 'place', summary,
    'serves', 'both', 'provider', 'ngo', 'risks', null, 'sustainability', null, 'targetGroups', '[]'::jsonb,
    'resources', '[]'::jsonb, 'jobs', '[]'::jsonb, 'actions', '[]'::jsonb, 'finance', '{"cost": 0, "income": 0, "investment": 0}'::jsonb)
  from initiatives join plans on plans.parish_id = initiatives.parish_id
    join plan_versions on plan_id = plans.id and superseded_at is null
  where slug ~ '^work-' and (initiatives.state in ('approved', 'ready', 'launched', 'operating', 'paused', 'closed'))`

// What the triggers would have written, in the order of the indexes that are built afterwards.
const list = `
  insert into initiative_listings (initiative_id, slug, parish_id, territory_id, state, published, own_title, own_category,
    public_title, public_category)
  select initiatives.id, initiatives.slug, parish_id, territory_id, state, published_initiatives.initiative_id is not null,
    title, initiatives.category, content -> 'title', published_initiatives.category
  from initiatives join parishes on parishes.id = parish_id
    left join published_initiatives on published_initiatives.initiative_id = initiatives.id
  where initiatives.slug ~ '^work-'`

const secondary = `select indexname, indexdef from pg_indexes where tablename = 'initiative_listings' and indexdef !~ 'UNIQUE'`

/** Writes them as the owner of the schema, with the statistics that plans are made from. */
export async function writeMany(owner: Db, { parishes, initiatives }: Size): Promise<void> {
  const { rows: indexes } = await owner.raw<{ rows: { indexname: string; indexdef: string }[] }>(secondary)
  const ofTriggers = (how: 'enable' | 'disable') =>
    ['initiatives', 'published_initiatives'].map((table) => `alter table ${table} ${how} trigger user`)
  for (const statement of [
    `set maintenance_work_mem = '256MB'; set work_mem = '128MB'`,
    writeParishes(parishes),
    writePlans,
    writeVersions,
    'analyze',
    ...ofTriggers('disable'),
    ...indexes.map(({ indexname }) => `drop index ${indexname}`),
    writeInitiatives(initiatives, parishes),
    publish,
    list,
    ...ofTriggers('enable'),
    ...indexes.map(({ indexdef }) => indexdef),
  ]) {
    await owner.raw(statement)
  }
  for (const table of [
    'parishes',
    'plans',
    'plan_versions',
    'initiatives',
    'published_initiatives',
    'initiative_listings',
  ])
    await owner.raw('vacuum (analyze) ??', [table])
}
