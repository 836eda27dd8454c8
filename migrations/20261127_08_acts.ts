import type { Knex } from 'knex'

const terms = {
  loan: {
    lv: `1. Priekšmeti paliek partnera īpašumā. Saņēmējs tos bez maksas lieto šajā aktā nosauktajai iniciatīvai un uztur kārtībā.
2. Uzlīme ar Eiropas Savienības emblēmu uz katra priekšmeta paliek salasāma līdz projekta ilgtspējas termiņa beigām.
3. Bez partnera rakstiskas piekrišanas saņēmējs priekšmetus neaizdod, neiznomā, nepārdod un neieķīlā.
4. Par bojājumu, pazaudēšanu vai zādzību saņēmējs partnerim paziņo nekavējoties. Partneris un projekta pārbaudītāji drīkst priekšmetus apskatīt.
5. Kad iniciatīva beidzas, priekšmetus nodod atpakaļ ar atgriešanas aktu.`,
    et: `1. Esemed jäävad partneri omandisse. Saaja kasutab neid tasuta selles aktis nimetatud algatuse heaks ja hoiab korras.
2. Euroopa Liidu embleemiga kleebis püsib igal esemel loetav kuni projekti kestlikkuse tähtaja lõpuni.
3. Partneri kirjaliku nõusolekuta ei laena saaja esemeid edasi, ei rendi neid välja, ei müü ega pandi.
4. Kahjustusest, kaotusest või vargusest teatab saaja partnerile viivitamata. Partner ja projekti kontrollijad võivad esemeid üle vaadata.
5. Kui algatus lõpeb, antakse esemed tagastamisaktiga tagasi.`,
    en: `1. The items stay the property of the partner. The recipient uses them free of charge for the initiative named in this act, and keeps them in order.
2. The sticker with the emblem of the European Union stays readable on each item until the durability period of the project ends.
3. Without the partner’s written consent the recipient does not lend, rent out, sell or pledge the items.
4. The recipient tells the partner of damage, loss or theft at once. The partner and those who audit the project may see the items.
5. When the initiative ends, the items are given back by a return act.`,
  },
  ownership: {
    lv: `1. Priekšmeti kļūst par saņēmēja īpašumu, kad abas puses ir parakstījušas šo aktu.
2. Līdz projekta ilgtspējas termiņa beigām saņēmējs tos lieto šajā aktā nosauktajai iniciatīvai un bez partnera rakstiskas piekrišanas nepārdod, neieķīlā un neatdod citiem.
3. Uzlīme ar Eiropas Savienības emblēmu uz katra priekšmeta paliek salasāma līdz tam pašam termiņam.
4. Par bojājumu, pazaudēšanu vai zādzību saņēmējs partnerim paziņo nekavējoties. Partneris un projekta pārbaudītāji drīkst priekšmetus apskatīt.
5. Ja iniciatīva beidzas agrāk, saņēmējs ar partneri vienojas, kas ar priekšmetiem notiek tālāk.`,
    et: `1. Esemed saavad saaja omandiks, kui mõlemad pooled on selle akti allkirjastanud.
2. Kuni projekti kestlikkuse tähtaja lõpuni kasutab saaja neid selles aktis nimetatud algatuse heaks ega müü, pandi ega anna neid partneri kirjaliku nõusolekuta ära.
3. Euroopa Liidu embleemiga kleebis püsib igal esemel loetav kuni sama tähtajani.
4. Kahjustusest, kaotusest või vargusest teatab saaja partnerile viivitamata. Partner ja projekti kontrollijad võivad esemeid üle vaadata.
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
    create table handover_conditions (
      id          uuid primary key default gen_random_uuid(),
      kind        text not null check (kind in ('loan', 'ownership')),
      number      integer not null check (number > 0),
      text        multilingual not null,
      written_by  uuid references people,
      written_at  timestamptz not null default now(),
      constraint handover_conditions_number unique (kind, number)
    );
    create index handover_conditions_written_by on handover_conditions (written_by) where written_by is not null;
    create trigger handover_conditions_are_immutable before update or delete or truncate on handover_conditions
      for each statement execute function refuse_change();

    -- The last number given in a year; whoever takes the next one holds the row until their act is issued, or is not.
    create table handover_numbers (
      territory_id  uuid not null references territories,
      year          integer not null,
      last          integer not null check (last > 0),
      primary key (territory_id, year)
    );

    create table handovers (
      id                    uuid primary key default gen_random_uuid(),
      version               integer not null default 1,
      type                  text not null check (type in ('handover', 'return', 'transfer')),
      territory_id          uuid not null references territories,
      -- Who gets the things, and in return and transfer acts who gives them.
      initiative_id         uuid not null references initiatives,
      to_initiative_id      uuid references initiatives,
      to_territory_id       uuid references territories,
      basis                 text not null check (basis in ('loan', 'ownership')),
      languages             text[] not null check (array_length(languages, 1) = 2 and languages[1] <> languages[2] and languages <@ array['lv', 'et', 'en']),
      place                 text not null default '' check (length(place) <= 200),
      on_day                date,
      gives_name            text not null default '' check (length(gives_name) <= 120),
      gives_organisation    text not null default '' check (length(gives_organisation) <= 200),
      gives_role            text not null default '' check (length(gives_role) <= 200),
      takes_name            text not null default '' check (length(takes_name) <= 120),
      takes_organisation    text not null default '' check (length(takes_organisation) <= 200),
      takes_role            text not null default '' check (length(takes_role) <= 200),
      state                 text not null default 'draft' check (state in ('draft', 'issued', 'signed', 'void')),
      drafted_by            uuid references people,
      drafted_at            timestamptz not null default now(),
      override_asked_by     uuid references people,
      override_asked_at     timestamptz,
      override_by           uuid references people,
      override_at           timestamptz,
      override_reason       multilingual,
      override_value        bigint,
      year                  integer,
      number                integer check (number > 0),
      issued_by             uuid references people,
      issued_at             timestamptz,
      snapshot              jsonb,
      sha256                text check (sha256 ~ '^[0-9a-f]{64}$'),
      file_id               uuid references files on delete restrict,
      pdf_sha256            text check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
      signed_at             timestamptz,
      received_by           uuid references people,
      received_at           timestamptz,
      voided_by             uuid references people,
      voided_at             timestamptz,
      void_reason           multilingual,
      constraint handovers_number unique (territory_id, year, number),
      constraint handovers_goes_somewhere check (
        case type when 'transfer' then num_nonnulls(to_initiative_id, to_territory_id) = 1 and to_initiative_id is distinct from initiative_id
          and to_territory_id is distinct from territory_id
        else num_nonnulls(to_initiative_id, to_territory_id) = 0 end),
      constraint handovers_issued_whole check (
        num_nonnulls(year, number, issued_by, issued_at, snapshot, sha256, file_id, pdf_sha256) = case state when 'draft' then 0 else 8 end),
      constraint handovers_signed_at_a_time check (signed_at is not null or state <> 'signed'),
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
    ${['drafted_by', 'override_asked_by', 'override_by', 'issued_by', 'received_by', 'voided_by']
      .map((column) => `create index handovers_${column} on handovers (${column}) where ${column} is not null;`)
      .join('\n    ')}

    create table handover_lines (
      id           uuid primary key default gen_random_uuid(),
      handover_id       uuid not null references handovers on delete cascade,
      position     integer not null,
      item_id      uuid references equipment_items,
      material_id  uuid references materials,
      quantity     numeric(10, 2) not null default 1 check (quantity > 0),
      condition    text not null check (condition in ('new', 'good', 'used', 'damaged')),
      note         text not null default '' check (length(note) <= 200),
      -- What it was worth when the act was issued, and whether that counts against what the plan allows.
      value        bigint check (value >= 0),
      counted      boolean not null default false,
      -- Whether the thing is out on this act now, and which act ended that.
      open         boolean not null default false,
      ended_by     uuid references handovers,
      -- What the thing was before, to go back to if the act is void.
      was          text,
      constraint handover_lines_of_one_thing check (num_nonnulls(item_id, material_id) = 1),
      constraint handover_lines_items_one_by_one check (item_id is null or quantity = 1),
      constraint handover_lines_once unique nulls not distinct (handover_id, item_id, material_id)
    );
    create unique index handover_lines_one_open_act on handover_lines (item_id) where open;
    create index handover_lines_item on handover_lines (item_id) where item_id is not null;
    create index handover_lines_material on handover_lines (material_id) where material_id is not null;
    create index handover_lines_ended_by on handover_lines (ended_by) where ended_by is not null;

    create table handover_proofs (
      id           uuid primary key default gen_random_uuid(),
      handover_id       uuid not null references handovers,
      file_id      uuid not null references files on delete restrict,
      kind         text not null check (kind in ('container', 'scan')),
      -- Whether it is this act: by its SHA-256, or because who sent it says that they compared it.
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

    -- What equipment of the project and its partners an initiative has by acts that stand, in cents.
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
              select from handover_lines held join handovers act on act.id = held.handover_id
              where held.item_id = equipment_items.id and held.open and coalesce(act.to_initiative_id, act.initiative_id) = new.initiative_id
            ) end
        ) then
          broken := 'handovers_items_at_hand';
        elsif target is not null and value_held(target) + coalesce((select sum(value) from handover_lines where handover_id = new.id and counted), 0)
          > greatest(planned_investment(target), coalesce(new.override_value, 0)) then
          broken := 'handovers_within_plan';
        end if;
        if broken is not null then
          raise exception 'the act cannot be issued' using errcode = 'check_violation', constraint = broken;
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
            raise exception 'an act begins as a draft' using errcode = 'check_violation', constraint = 'handovers_steps';
          end if;
          return new;
        end if;
        if old.state = 'draft' and tg_op = 'DELETE' then return old; end if;
        if tg_op = 'DELETE' or old.state <> 'draft' and
          (to_jsonb(new) - array['version', 'state', 'signed_at', 'received_by', 'received_at', 'voided_by', 'voided_at', 'void_reason'])
          <> (to_jsonb(old) - array['version', 'state', 'signed_at', 'received_by', 'received_at', 'voided_by', 'voided_at', 'void_reason'])
        then
          raise exception 'an act that was issued does not change' using errcode = 'restrict_violation';
        end if;
        if old.state <> new.state and (old.state, new.state) not in (('draft', 'issued'), ('issued', 'signed'), ('issued', 'void'), ('signed', 'void')) then
          raise exception 'an act does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'handovers_steps';
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
          raise exception 'an act that was issued does not change' using errcode = 'restrict_violation';
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
    drop table handover_proofs, handover_lines, handovers, handover_numbers, handover_conditions;
    drop function keep_handover_line, keep_handover, check_handover, value_held, planned_investment;
  `)
