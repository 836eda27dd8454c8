import type { Knex } from 'knex'

const sections = [
  'initiatives',
  'target-groups',
  'resources',
  'actions',
  'finance',
  'investments',
  'cooperation',
  'jobs',
]
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table initiative_actions (
      id             uuid primary key default gen_random_uuid(),
      initiative_id  uuid not null references initiatives,
      position       integer not null,
      what           multilingual,
      who            text not null default '',
      from_month     text check (from_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      to_month       text check (to_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      deliverable    multilingual,
      constraint initiative_actions_months_in_order check (from_month <= to_month)
    );
    create index initiative_actions_initiative on initiative_actions (initiative_id, position);

    alter table plan_sections drop constraint plan_sections_section_check;
    alter table plan_sections add constraint plan_sections_section_check check (section in (${listed(sections)}));
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    delete from plan_sections where section = 'actions';
    alter table plan_sections drop constraint plan_sections_section_check;
    alter table plan_sections add constraint plan_sections_section_check
      check (section in (${listed(sections.filter((name) => name !== 'actions'))}));
    drop table initiative_actions;
  `)
