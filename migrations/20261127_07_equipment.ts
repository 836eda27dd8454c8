import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table equipment_items (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      territory_id   uuid not null references territories,
      -- Given by a trigger, one after the other.
      number         integer not null check (number > 0),
      name           multilingual not null,
      category       text not null check (category in ('kitchen', 'workshop', 'sound_and_light', 'office', 'furniture', 'outdoor', 'care', 'vehicle', 'other')),
      supplier       text not null default '' check (length(supplier) <= 200),
      invoice        text not null default '' check (length(invoice) <= 100),
      invoiced_on    date,
      net            bigint check (net between 0 and 99999999999),
      vat            bigint check (vat between 0 and 99999999999),
      gross          bigint check (gross between 0 and 99999999999),
      funding        text not null default 'project' check (funding in ('project', 'partner', 'municipality', 'other')),
      procurement    text not null default '' check (length(procurement) <= 100),
      serial         text not null default '' check (length(serial) <= 100),
      warranty_to    date,
      durable_until  date,
      state          text not null default 'planned' check (state in
        ('planned', 'ordered', 'received', 'allocated', 'handed_over', 'returned', 'damaged', 'lost', 'written_off', 'transferred')),
      -- What it was when it was damaged or lost, and will be again once it is repaired or found; kept by a trigger.
      was            text,
      -- The last step: its day, why, and who took it. A trigger keeps each of them in equipment_status_changes.
      since          date not null,
      reason         multilingual,
      moved_by       uuid references people,
      initiative_id  uuid references initiatives,
      note           multilingual,
      created_at     timestamptz not null default now(),
      constraint equipment_items_number unique (territory_id, number),
      constraint equipment_items_sums check (gross = net + vat),
      constraint equipment_items_whole_price check (num_nonnulls(net, vat, gross) in (0, 3)),
      constraint equipment_items_allocated_to_somebody check (state not in ('allocated', 'handed_over') or initiative_id is not null),
      constraint equipment_items_reason check (state not in ('damaged', 'lost', 'written_off') or reason is not null)
    );
    create index equipment_items_initiative on equipment_items (initiative_id) where initiative_id is not null;
    create index equipment_items_state on equipment_items (territory_id, state);
    create index equipment_items_moved_by on equipment_items (moved_by) where moved_by is not null;

    create table equipment_files (
      item_id    uuid not null references equipment_items,
      file_id    uuid not null references files on delete restrict,
      -- A sticker is a photo of the thing with the programme's emblem on it.
      kind       text not null check (kind in ('sticker', 'document', 'write_off')),
      added_by   uuid references people,
      added_at   timestamptz not null default clock_timestamp(),
      primary key (item_id, file_id)
    );
    create index equipment_files_file on equipment_files (file_id);
    create index equipment_files_added_by on equipment_files (added_by) where added_by is not null;

    -- Where each thing has been.
    create table equipment_status_changes (
      id             bigint generated always as identity primary key,
      item_id        uuid not null references equipment_items,
      state          text not null,
      initiative_id  uuid references initiatives,
      on_day         date not null,
      reason         multilingual,
      moved_by       uuid references people,
      moved_at       timestamptz not null default clock_timestamp()
    );
    create index equipment_status_changes_item on equipment_status_changes (item_id, id);
    create index equipment_status_changes_initiative on equipment_status_changes (initiative_id) where initiative_id is not null;
    create index equipment_status_changes_moved_by on equipment_status_changes (moved_by) where moved_by is not null;
    create trigger equipment_status_changes_are_append_only before update or delete or truncate on equipment_status_changes
      for each statement execute function refuse_change();

    -- One entry after the other, so that no number is left out or given twice, however many are entered at once.
    create function number_equipment() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(hashtext(tg_table_name || new.territory_id::text));
        execute format('select coalesce(max(number), 0) + 1 from %I where territory_id = $1', tg_table_name)
          into new.number using new.territory_id;
        return new;
      end
    $$;

    create function keep_equipment_number() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or (old.territory_id, old.number) is distinct from (new.territory_id, new.number) then
          raise exception 'what was entered keeps its number' using errcode = 'restrict_violation';
        end if;
        return new;
      end
    $$;

    create trigger equipment_items_are_numbered before insert on equipment_items
      for each row execute function number_equipment();
    create trigger equipment_items_keep_number before update of territory_id, number or delete on equipment_items
      for each row execute function keep_equipment_number();

    create function check_equipment_status_change() returns trigger language plpgsql as $$
      declare
        broken text;
      begin
        if tg_op = 'INSERT' then
          if new.state not in ('planned', 'ordered', 'received') then broken := 'equipment_items_step'; end if;
        elsif old.state <> new.state then
          if (old.state, new.state) not in (
            ('planned', 'ordered'), ('planned', 'received'), ('planned', 'written_off'),
            ('ordered', 'received'), ('ordered', 'written_off'),
            ('received', 'allocated'), ('received', 'damaged'), ('received', 'lost'), ('received', 'written_off'), ('received', 'transferred'),
            ('allocated', 'received'), ('allocated', 'returned'), ('allocated', 'handed_over'), ('allocated', 'damaged'), ('allocated', 'lost'),
            ('handed_over', 'returned'), ('handed_over', 'transferred'), ('handed_over', 'damaged'), ('handed_over', 'lost'),
            -- An act that is made void takes things back to where they were.
            ('handed_over', 'allocated'), ('returned', 'handed_over'), ('transferred', 'handed_over'),
            ('returned', 'allocated'), ('returned', 'damaged'), ('returned', 'lost'), ('returned', 'written_off'), ('returned', 'transferred'),
            ('damaged', 'lost'), ('damaged', 'returned'), ('damaged', 'written_off'),
            ('lost', 'damaged'), ('lost', 'written_off')
          ) and not (old.state in ('damaged', 'lost') and new.state = old.was) then
            broken := 'equipment_items_step';
          elsif old.state = 'allocated' and new.state = 'handed_over'
            and not exists (select from equipment_files where item_id = new.id and kind = 'sticker') then
            broken := 'equipment_items_photo_with_sticker';
          elsif new.state = 'written_off' and old.state not in ('planned', 'ordered')
            and not exists (select from equipment_files where item_id = new.id and kind = 'write_off') then
            broken := 'equipment_items_write_off_document';
          end if;
          new.was := case when new.state not in ('damaged', 'lost') then null
            when old.state in ('damaged', 'lost') then old.was else old.state end;
        end if;
        -- What is with the partner, or gone for good, is with no initiative.
        if new.state in ('planned', 'ordered', 'received', 'returned', 'written_off', 'transferred') then
          new.initiative_id := null;
        end if;
        if new.initiative_id is not null and not exists (
          select from initiatives join parishes on parishes.id = parish_id
          where initiatives.id = new.initiative_id and parishes.territory_id = new.territory_id
        ) then
          broken := 'equipment_items_initiative_of_territory';
        end if;
        if broken is not null then
          raise exception 'equipment does not go from % to %', case tg_op when 'UPDATE' then old.state end, new.state
            using errcode = 'check_violation', constraint = broken;
        end if;
        return new;
      end
    $$;

    create trigger equipment_items_go_in_steps before insert or update of state, initiative_id on equipment_items
      for each row execute function check_equipment_status_change();

    create function keep_equipment_status_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' or (old.state, old.initiative_id) is distinct from (new.state, new.initiative_id) then
          insert into equipment_status_changes (item_id, state, initiative_id, on_day, reason, moved_by)
            values (new.id, new.state, new.initiative_id, new.since, new.reason, new.moved_by);
        end if;
        return null;
      end
    $$;

    create trigger equipment_items_steps_are_kept after insert or update of state, initiative_id on equipment_items
      for each row execute function keep_equipment_status_change();

    create table inspections (
      id            uuid primary key default gen_random_uuid(),
      item_id       uuid not null references equipment_items,
      on_day        date not null,
      condition     text not null check (condition in ('good', 'worn', 'damaged', 'missing')),
      in_use        boolean not null,
      note          multilingual,
      -- Partner staff inspect; the community that has the thing may only tell how it is.
      source        text not null check (source in ('staff', 'community')),
      inspected_by  uuid references people,
      inspected_at  timestamptz not null default clock_timestamp(),
      constraint inspections_missing_is_not_in_use check (condition <> 'missing' or not in_use)
    );
    create index inspections_item on inspections (item_id, on_day desc);
    create index inspections_inspected_by on inspections (inspected_by) where inspected_by is not null;
    create trigger inspections_are_append_only before update or delete or truncate on inspections
      for each statement execute function refuse_change();

    create table inspection_files (
      inspection_id  uuid not null references inspections,
      file_id        uuid not null references files on delete restrict,
      primary key (inspection_id, file_id)
    );
    create index inspection_files_file on inspection_files (file_id);

    -- What is used up is counted, not numbered one by one.
    create table materials (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      territory_id  uuid not null references territories,
      number        integer not null check (number > 0),
      name          multilingual not null,
      unit          text not null check (length(unit) between 1 and 20),
      supplier      text not null default '' check (length(supplier) <= 200),
      invoice       text not null default '' check (length(invoice) <= 100),
      invoiced_on   date,
      unit_price    bigint check (unit_price between 0 and 99999999999),
      funding       text not null default 'project' check (funding in ('project', 'partner', 'municipality', 'other')),
      created_at    timestamptz not null default now(),
      constraint materials_number unique (territory_id, number)
    );
    create trigger materials_are_numbered before insert on materials
      for each row execute function number_equipment();
    create trigger materials_keep_number before update of territory_id, number or delete on materials
      for each row execute function keep_equipment_number();

    create table material_moves (
      id             uuid primary key default gen_random_uuid(),
      material_id    uuid not null references materials,
      kind           text not null check (kind in ('bought', 'given', 'returned', 'corrected')),
      quantity       numeric(10, 2) not null check (quantity <> 0),
      initiative_id  uuid references initiatives,
      on_day         date not null,
      note           text not null default '' check (length(note) <= 400),
      moved_by       uuid references people,
      moved_at       timestamptz not null default clock_timestamp(),
      constraint material_moves_direction check (kind = 'corrected' or (quantity < 0) = (kind = 'given')),
      constraint material_moves_given_to_somebody check ((kind in ('given', 'returned')) = (initiative_id is not null)),
      constraint material_moves_corrected_for_a_reason check (kind <> 'corrected' or note <> '')
    );
    create index material_moves_material on material_moves (material_id, on_day);
    create index material_moves_initiative on material_moves (initiative_id) where initiative_id is not null;
    create index material_moves_moved_by on material_moves (moved_by) where moved_by is not null;
    create trigger material_moves_are_append_only before update or delete or truncate on material_moves
      for each statement execute function refuse_change();

    -- Whoever moves some of a material holds its row, so that two who take the last of it are told apart.
    create function check_material_stock() returns trigger language plpgsql as $$
      declare
        territory uuid;
      begin
        select territory_id into territory from materials where id = new.material_id for update;
        if new.quantity + coalesce((select sum(quantity) from material_moves where material_id = new.material_id), 0) < 0 then
          raise exception 'there is not as much left' using errcode = 'check_violation', constraint = 'materials_stock';
        end if;
        if new.initiative_id is not null and not exists (
          select from initiatives join parishes on parishes.id = parish_id
          where initiatives.id = new.initiative_id and parishes.territory_id = territory
        ) then
          raise exception 'materials are given within the territory'
            using errcode = 'check_violation', constraint = 'material_moves_initiative_of_territory';
        end if;
        return new;
      end
    $$;

    create trigger material_moves_stay_in_stock before insert on material_moves
      for each row execute function check_material_stock();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table material_moves, materials, inspection_files, inspections, equipment_status_changes, equipment_files, equipment_items;
    drop function check_material_stock, keep_equipment_status_change, check_equipment_status_change, keep_equipment_number, number_equipment;
  `)
