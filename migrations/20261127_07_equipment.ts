import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table equipment_items (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      territory_id    uuid not null references territories,
      number          integer not null check (number > 0),
      name            multilingual not null,
      category        text not null check (category in ('kitchen', 'workshop', 'sound_and_light', 'office', 'furniture', 'outdoor', 'care', 'vehicle', 'other')),
      supplier        text not null default '',
      invoice         text not null default '',
      invoiced_on     date,
      net             bigint check (net between 0 and 99999999999),
      vat             bigint check (vat between 0 and 99999999999),
      gross           bigint check (gross between 0 and 99999999999),
      funding         text not null default 'project' check (funding in ('project', 'partner', 'municipality', 'other')),
      procurement     text not null default '',
      serial          text not null default '',
      warranty_to     date,
      durable_until   date,
      state           text not null default 'planned' check (state in
        ('planned', 'ordered', 'received', 'allocated', 'handed_over', 'returned', 'damaged', 'lost', 'written_off', 'transferred')),
      initiative_id   uuid references initiatives,
      note            multilingual,
      created_at      timestamptz not null default now(),
      constraint equipment_items_number unique (territory_id, number),
      constraint equipment_items_sums check (gross = net + vat),
      constraint equipment_items_allocated_to_somebody check (state not in ('allocated', 'handed_over') or initiative_id is not null)
    );
    create index equipment_items_initiative on equipment_items (initiative_id) where initiative_id is not null;
    create index equipment_items_state on equipment_items (territory_id, state);

    -- What is used up is counted, not numbered one by one.
    create table materials (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      territory_id  uuid not null references territories,
      number        integer not null check (number > 0),
      name          multilingual not null,
      unit          text not null check (length(unit) between 1 and 20),
      supplier      text not null default '',
      invoice       text not null default '',
      invoiced_on   date,
      unit_price    bigint check (unit_price between 0 and 99999999999),
      funding       text not null default 'project' check (funding in ('project', 'partner', 'municipality', 'other')),
      created_at    timestamptz not null default now(),
      constraint materials_number unique (territory_id, number)
    );

    create table material_moves (
      id           uuid primary key default gen_random_uuid(),
      material_id  uuid not null references materials,
      quantity     numeric(10, 2) not null check (quantity <> 0),
      on_day       date not null,
      note         text not null default '',
      moved_by     uuid references people,
      moved_at     timestamptz not null default now()
    );
    create index material_moves_material on material_moves (material_id, on_day);
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table material_moves, materials, equipment_items')
