import type { Knex } from 'knex'

const terms = {
  loan: {
    lv: `1. Priekšmeti paliek partnera īpašumā. Saņēmējs tos bez maksas lieto šajā aktā nosauktajai iniciatīvai un uztur kārtībā.
2. Uzlīme ar Eiropas Savienības emblēmu uz katra priekšmeta paliek salasāma līdz projekta rezultātu ilgtspējas perioda beigām.
3. Bez partnera rakstiskas piekrišanas saņēmējs priekšmetus neaizdod, neiznomā, nepārdod un neieķīlā.
4. Par bojājumu, pazaudēšanu vai zādzību saņēmējs partnerim paziņo nekavējoties. Partneris un projekta auditori drīkst priekšmetus apskatīt.
5. Kad iniciatīva beidzas, priekšmetus nodod atpakaļ ar atgriešanas aktu.`,
    et: `1. Esemed jäävad partneri omandisse. Saaja kasutab neid tasuta selles aktis nimetatud algatuse heaks ja hoiab korras.
2. Euroopa Liidu embleemiga kleebis püsib igal esemel loetav kuni projekti tulemuste säilitamise perioodi lõpuni.
3. Partneri kirjaliku nõusolekuta ei laena saaja esemeid edasi, ei rendi neid välja, ei müü ega pandi.
4. Kahjustusest, kaotusest või vargusest teatab saaja partnerile viivitamata. Partner ja projekti audiitorid võivad esemeid üle vaadata.
5. Kui algatus lõpeb, antakse esemed tagastamisaktiga tagasi.`,
    en: `1. The items stay the property of the partner. The recipient uses them free of charge for the initiative named in this act, and keeps them in order.
2. The sticker with the emblem of the European Union stays readable on each item until the durability period of the project ends.
3. Without the partner’s written consent the recipient does not lend, rent out, sell or pledge the items.
4. The recipient tells the partner of damage, loss or theft at once. The partner and those who audit the project may see the items.
5. When the initiative ends, the items are given back by a return act.`,
  },
  ownership: {
    lv: `1. Priekšmeti kļūst par saņēmēja īpašumu, kad abas puses ir parakstījušas šo aktu.
2. Līdz projekta rezultātu ilgtspējas perioda beigām saņēmējs tos lieto šajā aktā nosauktajai iniciatīvai un bez partnera rakstiskas piekrišanas nepārdod, neieķīlā un neatdod citiem.
3. Uzlīme ar Eiropas Savienības emblēmu uz katra priekšmeta paliek salasāma līdz tā paša perioda beigām.
4. Par bojājumu, pazaudēšanu vai zādzību saņēmējs partnerim paziņo nekavējoties. Partneris un projekta auditori drīkst priekšmetus apskatīt.
5. Ja iniciatīva beidzas agrāk, saņēmējs ar partneri vienojas, kas ar priekšmetiem notiek tālāk.`,
    et: `1. Esemete omand läheb saajale üle, kui mõlemad pooled on selle akti allkirjastanud.
2. Kuni projekti tulemuste säilitamise perioodi lõpuni kasutab saaja neid selles aktis nimetatud algatuse heaks ega müü, pandi ega anna neid partneri kirjaliku nõusolekuta ära.
3. Euroopa Liidu embleemiga kleebis püsib igal esemel loetav kuni sama perioodi lõpuni.
4. Kahjustusest, kaotusest või vargusest teatab saaja partnerile viivitamata. Partner ja projekti audiitorid võivad esemeid üle vaadata.
5. Kui algatus lõpeb varem, lepib saaja partneriga kokku, mis esemetest saab.`,
    en: `1. The items become the property of the recipient when both parties have signed this act.
2. Until the durability period of the project ends, the recipient uses them for the initiative named in this act, and does not sell, pledge or give them away without the partner’s written consent.
3. The sticker with the emblem of the European Union stays readable on each item until then.
4. The recipient tells the partner of damage, loss or theft at once. The partner and those who audit the project may see the items.
5. If the initiative ends earlier, the recipient agrees with the partner what becomes of the items.`,
  },
}

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
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
      state_before   text,
      -- The last transition: its day, why, and who took it. A trigger keeps each of them in equipment_status_changes.
      since          date not null,
      reason         multilingual,
      moved_by       uuid references people,
      initiative_id  uuid references initiatives,
      note           multilingual,
      created_at     timestamptz not null default portal_now(),
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
      item_id   uuid not null references equipment_items,
      file_id   uuid not null references files on delete restrict,
      -- A sticker is a photo of the thing with the programme's emblem on it.
      kind      text not null check (kind in ('sticker', 'document', 'write_off')),
      added_by  uuid references people,
      added_at  timestamptz not null default portal_clock(),
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
      moved_at       timestamptz not null default portal_clock()
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
          if new.state not in ('planned', 'ordered', 'received') then broken := 'equipment_items_transition'; end if;
        elsif old.state <> new.state then
          if (old.state, new.state) not in (
            ('planned', 'ordered'), ('planned', 'received'), ('planned', 'written_off'),
            ('ordered', 'received'), ('ordered', 'written_off'),
            ('received', 'allocated'), ('received', 'damaged'), ('received', 'lost'), ('received', 'written_off'), ('received', 'transferred'),
            ('allocated', 'received'), ('allocated', 'returned'), ('allocated', 'handed_over'), ('allocated', 'damaged'), ('allocated', 'lost'),
            ('handed_over', 'returned'), ('handed_over', 'transferred'), ('handed_over', 'damaged'), ('handed_over', 'lost'),
            -- A handover that is made void takes things back to where they were.
            ('handed_over', 'allocated'), ('returned', 'handed_over'), ('transferred', 'handed_over'),
            ('returned', 'allocated'), ('returned', 'damaged'), ('returned', 'lost'), ('returned', 'written_off'), ('returned', 'transferred'),
            ('damaged', 'lost'), ('damaged', 'returned'), ('damaged', 'written_off'),
            ('lost', 'damaged'), ('lost', 'written_off')
          ) and not (old.state in ('damaged', 'lost') and new.state = old.state_before) then
            broken := 'equipment_items_transition';
          elsif old.state = 'allocated' and new.state = 'handed_over'
            and not exists (select from equipment_files where item_id = new.id and kind = 'sticker') then
            broken := 'equipment_items_photo_with_sticker';
          elsif new.state = 'written_off' and old.state not in ('planned', 'ordered')
            and not exists (select from equipment_files where item_id = new.id and kind = 'write_off') then
            broken := 'equipment_items_write_off_document';
          end if;
          new.state_before := case when new.state not in ('damaged', 'lost') then null
            when old.state in ('damaged', 'lost') then old.state_before else old.state end;
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
    create trigger equipment_items_transition_is_possible before insert or update of state, initiative_id on equipment_items
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
    create trigger equipment_items_status_changes_are_kept after insert or update of state, initiative_id on equipment_items
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
      inspected_at  timestamptz not null default portal_clock(),
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
      created_at    timestamptz not null default portal_now(),
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
      moved_at       timestamptz not null default portal_clock(),
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

    create table handover_conditions (
      id          uuid primary key default gen_random_uuid(),
      kind        text not null check (kind in ('loan', 'ownership')),
      number      integer not null check (number > 0),
      text        multilingual not null,
      written_by  uuid references people,
      written_at  timestamptz not null default portal_now(),
      constraint handover_conditions_number unique (kind, number)
    );
    create index handover_conditions_written_by on handover_conditions (written_by) where written_by is not null;
    create trigger handover_conditions_are_immutable before update or delete or truncate on handover_conditions
      for each statement execute function refuse_change();

    -- The last number given in a year; whoever takes the next one holds the row until their handover is issued, or is not.
    create table handover_numbers (
      territory_id  uuid not null references territories,
      year          integer not null,
      last          integer not null check (last > 0),
      primary key (territory_id, year)
    );

    create table handovers (
      id                  uuid primary key default gen_random_uuid(),
      version             integer not null default 1,
      type                text not null check (type in ('handover', 'return', 'transfer')),
      territory_id        uuid not null references territories,
      -- Who gets the things, and in returns and transfers who gives them.
      initiative_id       uuid not null references initiatives,
      to_initiative_id    uuid references initiatives,
      to_territory_id     uuid references territories,
      basis               text not null check (basis in ('loan', 'ownership')),
      languages           text[] not null check (array_length(languages, 1) = 2 and languages[1] <> languages[2] and languages <@ array['lv', 'et', 'en']),
      place               text not null default '' check (length(place) <= 200),
      on_day              date,
      gives_name          text not null default '' check (length(gives_name) <= 120),
      gives_organisation  text not null default '' check (length(gives_organisation) <= 200),
      gives_role          text not null default '' check (length(gives_role) <= 200),
      takes_name          text not null default '' check (length(takes_name) <= 120),
      takes_organisation  text not null default '' check (length(takes_organisation) <= 200),
      takes_role          text not null default '' check (length(takes_role) <= 200),
      state               text not null default 'draft' check (state in ('draft', 'issued', 'signed', 'void')),
      drafted_by          uuid references people,
      drafted_at          timestamptz not null default portal_now(),
      override_asked_by   uuid references people,
      override_asked_at   timestamptz,
      override_by         uuid references people,
      override_at         timestamptz,
      override_reason     multilingual,
      override_value      bigint,
      year                integer,
      number              integer check (number > 0),
      issued_by           uuid references people,
      issued_at           timestamptz,
      snapshot            jsonb,
      sha256              text check (sha256 ~ '^[0-9a-f]{64}$'),
      file_id             uuid references files on delete restrict,
      pdf_sha256          text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
      signed_at           timestamptz,
      -- What was sent of a signed paper that is not enough yet.
      halfway             text check (halfway in ('one_signature', 'unconfirmed_scan')),
      received_by         uuid references people,
      received_at         timestamptz,
      voided_by           uuid references people,
      voided_at           timestamptz,
      void_reason         multilingual,
      constraint handovers_number unique (territory_id, year, number),
      constraint handovers_goes_somewhere check (
        case type when 'transfer' then num_nonnulls(to_initiative_id, to_territory_id) = 1 and to_initiative_id is distinct from initiative_id
          and to_territory_id is distinct from territory_id
        else num_nonnulls(to_initiative_id, to_territory_id) = 0 end),
      constraint handovers_issued_whole check (
        num_nonnulls(year, number, issued_by, issued_at, snapshot, sha256, file_id, pdf_sha256) = case state when 'draft' then 0 else 8 end),
      constraint handovers_signed_at_a_time check (signed_at is not null or state <> 'signed'),
      constraint handovers_halfway_until_signed check (halfway is null or state in ('issued', 'void')),
      constraint handovers_void_with_a_reason check (num_nonnulls(voided_by, voided_at, void_reason) = case state when 'void' then 3 else 0 end),
      constraint handovers_void_by_another check (voided_by <> issued_by),
      constraint handovers_received_by_somebody check ((received_by is null) = (received_at is null) and (received_at is null or state <> 'draft')),
      constraint handovers_override_whole check (num_nonnulls(override_by, override_at, override_reason, override_value) in (0, 4))
    );
    create index handovers_territory on handovers (territory_id, state);
    create index handovers_initiative on handovers (initiative_id);
    create index handovers_to_initiative on handovers (to_initiative_id) where to_initiative_id is not null;
    create index handovers_to_territory on handovers (to_territory_id) where to_territory_id is not null;
    create index handovers_file on handovers (file_id) where file_id is not null;
    create index handovers_waiting on handovers (issued_at) where state = 'issued';
    create index handovers_drafted_by on handovers (drafted_by) where drafted_by is not null;
    create index handovers_override_asked_by on handovers (override_asked_by) where override_asked_by is not null;
    create index handovers_override_by on handovers (override_by) where override_by is not null;
    create index handovers_issued_by on handovers (issued_by) where issued_by is not null;
    create index handovers_received_by on handovers (received_by) where received_by is not null;
    create index handovers_voided_by on handovers (voided_by) where voided_by is not null;

    create table handover_lines (
      id            uuid primary key default gen_random_uuid(),
      handover_id   uuid not null references handovers on delete cascade,
      position      integer not null,
      item_id       uuid references equipment_items,
      material_id   uuid references materials,
      quantity      numeric(10, 2) not null default 1 check (quantity > 0),
      condition     text not null check (condition in ('new', 'good', 'used', 'damaged')),
      note          text not null default '' check (length(note) <= 200),
      -- What it was worth when the handover was issued, and whether that counts against what the plan allows.
      value         bigint check (value >= 0),
      counted       boolean not null default false,
      -- Whether the thing is out on this handover now, and which handover ended that.
      open          boolean not null default false,
      ended_by      uuid references handovers,
      -- What the thing was before, to go back to if the handover is void.
      state_before  text,
      constraint handover_lines_of_one_thing check (num_nonnulls(item_id, material_id) = 1),
      constraint handover_lines_items_one_by_one check (item_id is null or quantity = 1),
      constraint handover_lines_once unique nulls not distinct (handover_id, item_id, material_id)
    );
    create unique index handover_lines_one_open_handover on handover_lines (item_id) where open;
    create index handover_lines_item on handover_lines (item_id) where item_id is not null;
    create index handover_lines_material on handover_lines (material_id) where material_id is not null;
    create index handover_lines_ended_by on handover_lines (ended_by) where ended_by is not null;

    create table handover_proofs (
      id           uuid primary key default gen_random_uuid(),
      handover_id  uuid not null references handovers,
      file_id      uuid not null references files on delete restrict,
      kind         text not null check (kind in ('container', 'scan')),
      -- Whether it is this handover: by its SHA-256, or because who sent it says that they compared it.
      matches      boolean not null,
      reading      jsonb,
      sent_by      uuid references people,
      sent_at      timestamptz not null,
      constraint handover_proofs_once unique (handover_id, file_id),
      constraint handover_proofs_containers_are_read check ((kind = 'container') = (reading is not null))
    );
    create index handover_proofs_file on handover_proofs (file_id);
    create index handover_proofs_sent_by on handover_proofs (sent_by) where sent_by is not null;
    create trigger handover_proofs_are_append_only before update or delete or truncate on handover_proofs
      for each statement execute function refuse_change();

    -- A scan is confirmed by somebody else than who sent it; a file that was wrong is taken back with a reason.
    create table handover_proof_reviews (
      id           uuid primary key default gen_random_uuid(),
      proof_id     uuid not null references handover_proofs,
      verdict      text not null check (verdict in ('confirmed', 'withdrawn')),
      reason       multilingual,
      reviewed_by  uuid references people,
      reviewed_at  timestamptz not null,
      constraint handover_proof_reviews_once unique (proof_id, verdict),
      constraint handover_proof_reviews_withdrawn_with_a_reason check ((verdict = 'withdrawn') = (reason is not null))
    );
    create index handover_proof_reviews_reviewed_by on handover_proof_reviews (reviewed_by) where reviewed_by is not null;
    create trigger handover_proof_reviews_are_append_only before update or delete or truncate on handover_proof_reviews
      for each statement execute function refuse_change();
    create function check_proof_review() returns trigger language plpgsql as $$
      begin
        if new.verdict = 'confirmed' and exists (select from handover_proofs where id = new.proof_id and sent_by = new.reviewed_by) then
          raise exception 'nobody confirms what they sent' using errcode = 'check_violation', constraint = 'handover_proof_reviews_by_another';
        end if;
        return new;
      end
    $$;
    create trigger handover_proof_reviews_are_checked before insert on handover_proof_reviews
      for each row execute function check_proof_review();

    -- What the approved plan that is in force lets the project pay of an initiative's investments, in cents.
    create function planned_investment(initiative uuid) returns bigint language sql stable as $$
      select coalesce(sum((line ->> 'fromErdf')::bigint + (line ->> 'fromPartner')::bigint), 0)::bigint
      from initiatives
      join plans on plans.parish_id = initiatives.parish_id
      join plan_versions on plan_versions.plan_id = plans.id and plan_versions.superseded_at is null
      cross join jsonb_array_elements(plan_versions.snapshot -> 'initiatives') planned
      cross join jsonb_array_elements(planned -> 'lines') line
      where initiatives.id = initiative and planned ->> 'slug' = initiatives.slug and line ->> 'kind' = 'investment'
    $$;

    -- What equipment of the project and its partners an initiative has by handovers that stand, in cents.
    create function value_held(initiative uuid) returns bigint language sql stable as $$
      select coalesce(sum(value), 0)::bigint
      from handover_lines join handovers on handovers.id = handover_id
      where open and counted and coalesce(to_initiative_id, initiative_id) = initiative
    $$;

    create function check_handover() returns trigger language plpgsql as $$
      declare
        broken text;
        target uuid := case new.type when 'handover' then new.initiative_id when 'transfer' then new.to_initiative_id end;
      begin
        if not exists (select from handover_lines where handover_id = new.id) then
          broken := 'handovers_some_lines';
        elsif not exists (select from handover_numbers where territory_id = new.territory_id and year = new.year and last = new.number) then
          broken := 'handovers_next_number';
        elsif exists (
          select from initiatives join parishes on parishes.id = parish_id
          where initiatives.id in (new.initiative_id, target) and parishes.territory_id <> new.territory_id
        ) then
          broken := 'handovers_of_one_partner';
        elsif target is not null and not exists (
          select from initiatives where id = target and state in ('ready', 'launched', 'operating')
        ) then
          broken := 'handovers_ready_initiative';
        elsif exists (
          select from handover_lines join equipment_items on equipment_items.id = item_id
          where handover_id = new.id and case new.type
            when 'handover' then equipment_items.territory_id <> new.territory_id or equipment_items.gross is null
              or not (equipment_items.state = 'received' or equipment_items.state = 'allocated' and equipment_items.initiative_id = new.initiative_id)
              or not exists (select from equipment_files where equipment_files.item_id = equipment_items.id and kind = 'sticker')
            else not exists (
              select from handover_lines held join handovers holding on holding.id = held.handover_id
              where held.item_id = equipment_items.id and held.open and coalesce(holding.to_initiative_id, holding.initiative_id) = new.initiative_id
            ) end
        ) then
          broken := 'handovers_items_at_hand';
        elsif target is not null and value_held(target) + coalesce((select sum(value) from handover_lines where handover_id = new.id and counted), 0)
          > greatest(planned_investment(target), coalesce(new.override_value, 0)) then
          broken := 'handovers_within_plan';
        end if;
        if broken is not null then
          raise exception 'the handover cannot be issued' using errcode = 'check_violation', constraint = broken;
        end if;
        return new;
      end
    $$;
    create trigger handovers_are_checked before update of state on handovers
      for each row when (old.state = 'draft' and new.state = 'issued') execute function check_handover();

    create function keep_handover() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'draft' then
            raise exception 'a handover begins as a draft' using errcode = 'check_violation', constraint = 'handovers_transition';
          end if;
          return new;
        end if;
        if old.state = 'draft' and tg_op = 'DELETE' then return old; end if;
        if tg_op = 'DELETE' or old.state <> 'draft' and
          (to_jsonb(new) - array['version', 'state', 'signed_at', 'halfway', 'received_by', 'received_at', 'voided_by', 'voided_at', 'void_reason'])
          <> (to_jsonb(old) - array['version', 'state', 'signed_at', 'halfway', 'received_by', 'received_at', 'voided_by', 'voided_at', 'void_reason'])
        then
          raise exception 'a handover that was issued does not change' using errcode = 'restrict_violation';
        end if;
        if old.state <> new.state and (old.state, new.state) not in (('draft', 'issued'), ('issued', 'signed'), ('signed', 'issued'), ('issued', 'void'), ('signed', 'void')) then
          raise exception 'a handover does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'handovers_transition';
        end if;
        return new;
      end
    $$;
    create trigger handovers_are_kept before insert or update or delete on handovers
      for each row execute function keep_handover();

    create function keep_handover_line() returns trigger language plpgsql as $$
      declare
        stands boolean := exists (select from handovers where id = coalesce(new.handover_id, old.handover_id) and state <> 'draft');
      begin
        if stands and (tg_op <> 'UPDATE' or (to_jsonb(new) - array['open', 'ended_by']) <> (to_jsonb(old) - array['open', 'ended_by'])) then
          raise exception 'a handover that was issued does not change' using errcode = 'restrict_violation';
        end if;
        if tg_op <> 'DELETE' and new.open and not stands then
          raise exception 'a draft hands nothing over' using errcode = 'check_violation', constraint = 'handover_lines_open_once_issued';
        end if;
        return coalesce(new, old);
      end
    $$;
    create trigger handover_lines_are_kept before insert or update or delete on handover_lines
      for each row execute function keep_handover_line();
  `)
  const rows = Object.entries(terms).map(([kind, text]) => ({ kind, number: 1, text: { source: 'en', ...text } }))
  await knex('handover_conditions').insert(rows)
}

export const down = (knex: Knex): Promise<void> =>
  knex.schema.raw(`
    drop table handover_proof_reviews, handover_proofs, handover_lines, handovers, handover_numbers, handover_conditions, material_moves,
      materials, inspection_files, inspections, equipment_status_changes, equipment_files,
      equipment_items;
    drop function check_proof_review, keep_handover_line, keep_handover, check_handover, value_held, planned_investment,
      check_material_stock, keep_equipment_status_change, check_equipment_status_change,
      keep_equipment_number, number_equipment;
  `)
