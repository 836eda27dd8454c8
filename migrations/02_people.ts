import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table people (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      email           citext not null unique check (email ~ '^[^@\\s]+@[^@\\s]+$'),
      name            text not null check (length(name) between 1 and 120),
      locale          text not null check (locale in ('lv', 'et', 'en')),
      password_hash   text,
      deactivated_at  timestamptz,
      created_at      timestamptz not null default portal_now(),
      -- From this moment on it is counted by when somebody needs a second factor.
      first_signed_in_at  timestamptz
    );

    create table role_assignments (
      id            uuid primary key default gen_random_uuid(),
      person_id     uuid not null references people,
      role          text not null check (role in ('administrator', 'lead', 'partner', 'mentor', 'member', 'auditor')),
      territory_id  uuid references territories,
      parish_id     uuid references parishes,
      confirms      boolean not null default false,
      from_day      date not null,
      to_day        date,
      granted_by    uuid references people,
      created_at    timestamptz not null default portal_now(),
      constraint role_assignments_days_in_order check (from_day <= to_day),
      constraint role_assignments_have_their_scope check (
        case role
          when 'partner' then territory_id is not null and parish_id is null
          when 'mentor' then parish_id is not null and territory_id is null
          when 'member' then parish_id is not null and territory_id is null
          else territory_id is null and parish_id is null
        end
      ),
      constraint role_assignments_do_not_overlap exclude using gist (
        person_id with =,
        role with =,
        coalesce(territory_id, parish_id, '00000000-0000-0000-0000-000000000000') with =,
        daterange(from_day, to_day, '[]') with &&
      )
    );
    create index role_assignments_person on role_assignments (person_id);
    create index role_assignments_parish on role_assignments (parish_id) where parish_id is not null;
    create index role_assignments_territory on role_assignments (territory_id) where territory_id is not null;

    -- What is sent to somebody's own address, and what it is for.
    create table account_links (
      id          uuid primary key default gen_random_uuid(),
      person_id   uuid not null references people,
      purpose     text not null check (purpose in ('invitation', 'new_password', 'sign_in', 'email_change', 'email_undo')),
      -- The link itself is in the letter alone.
      token_hash  text not null unique,
      -- The address that the account gets by it, or gets back.
      new_email   citext check ((purpose in ('email_change', 'email_undo')) = (new_email is not null)),
      -- In which browser a link to sign in was asked for: its cookie's hash, and what it is in a few words.
      asked_hash   text,
      asked_device text,
      created_by  uuid references people,
      created_at  timestamptz not null default portal_now(),
      expires_at  timestamptz not null,
      used_at     timestamptz,
      ended_at    timestamptz
    );
    -- Whoever has taken an account over must not take the way back from its owner: each address that it had has its own.
    create unique index account_links_unused on account_links (person_id, purpose)
      where used_at is null and ended_at is null and purpose <> 'email_undo';
    create index account_links_person on account_links (person_id);
    create index account_links_created_by on account_links (created_by) where created_by is not null;
    create index account_links_expires_at on account_links (expires_at);

    -- What somebody shows besides the password: a code of an app, or a passkey.
    create table second_factors (
      id             uuid primary key default gen_random_uuid(),
      person_id      uuid not null references people,
      kind           text not null check (kind in ('app', 'passkey')),
      name           text not null check (length(name) between 1 and 60),
      -- The secret of an app, sealed with FACTOR_KEY for this row alone, and the last of its steps that was used.
      sealed         bytea,
      last_step      bigint,
      -- What is public of a passkey; how often it was used is told by itself, and only grows.
      credential_id  text unique,
      public_key     bytea,
      counter        bigint,
      transports     text[],
      backed_up      boolean,
      -- Empty until a first code has shown that the app is set up.
      confirmed_at   timestamptz,
      created_at     timestamptz not null default portal_now(),
      last_used_at   timestamptz,
      constraint second_factors_are_of_their_kind check (
        case kind
          when 'app' then sealed is not null and num_nonnulls(credential_id, public_key, counter) = 0
          else num_nonnulls(credential_id, public_key, counter, confirmed_at) = 4 and sealed is null
        end
      )
    );
    create index second_factors_person on second_factors (person_id);
    create unique index second_factors_one_app on second_factors (person_id, (confirmed_at is null)) where kind = 'app';

    create table recovery_codes (
      person_id  uuid not null references people,
      -- The code itself is with the person alone.
      code_hash  text not null unique,
      used_at    timestamptz
    );
    create index recovery_codes_person on recovery_codes (person_id);

    -- An administrator asks to remove the second factors of somebody who lost them; another one confirms it within a day.
    create table factor_removals (
      id            uuid primary key default gen_random_uuid(),
      person_id     uuid not null references people,
      reason        text not null check (length(reason) between 10 and 500),
      asked_by      uuid not null references people,
      asked_at      timestamptz not null default portal_now(),
      confirmed_by  uuid references people,
      confirmed_at  timestamptz,
      constraint factor_removals_need_two check (confirmed_by <> asked_by and person_id not in (asked_by, confirmed_by))
    );
    create index factor_removals_asked_at on factor_removals (asked_at);
    create index factor_removals_person on factor_removals (person_id);
    create index factor_removals_asked_by on factor_removals (asked_by);
    create index factor_removals_confirmed_by on factor_removals (confirmed_by) where confirmed_by is not null;

    -- Accounts elsewhere that somebody signs in with. What the provider calls them, a personal code perhaps, is not kept.
    create table identities (
      issuer        text not null,
      subject_hash  bytea not null,
      person_id     uuid not null references people,
      linked_at     timestamptz not null default portal_now(),
      last_used_at  timestamptz,
      primary key (issuer, subject_hash),
      constraint identities_one_of_each_provider unique (person_id, issuer)
    );

    create table sessions (
      sid         varchar primary key,
      sess        json not null,
      expire      timestamptz not null,
      -- What follows is known of a session once somebody has signed in with it.
      person_id   uuid references people on delete cascade,
      started_at  timestamptz not null default portal_now(),
      seen_at     timestamptz not null default portal_now(),
      method      text check (method in ('password', 'link', 'passkey', 'oidc')),
      -- Whether a second factor was shown.
      strong      boolean not null default false,
      -- The browser and the system in a few words; nothing else is kept of a device.
      device      text not null default '' check (length(device) <= 60),
      -- What pages name the session by: its sid is in its own browser's cookie alone.
      public_id   uuid not null unique default gen_random_uuid()
    );
    create index sessions_expire on sessions (expire);
    create index sessions_person on sessions (person_id);

    -- Browsers with which somebody signed in.
    create table devices (
      id         uuid primary key default gen_random_uuid(),
      person_id  uuid not null references people on delete cascade,
      -- Of the cookie that the browser keeps.
      hash       text not null,
      label      text not null check (length(label) <= 60),
      first_at   timestamptz not null default portal_now(),
      last_at    timestamptz not null default portal_now(),
      constraint devices_once unique (person_id, hash)
    );
    create index devices_last_at on devices (last_at);

    create table rate_limits (
      key     varchar(255) primary key,
      points  integer not null default 0,
      expire  bigint
    );
    create index rate_limits_expire on rate_limits (expire);

    create table form_keys (
      key          uuid primary key,
      person_id    uuid not null references people,
      -- A digest of what was sent with it.
      content      text not null,
      location     text not null,
      -- Of a form that changed something: what that was, and the last that was recorded of it then.
      subject_ids  uuid[],
      audited      bigint,
      at           timestamptz not null default now(),
      constraint form_keys_of_change check ((subject_ids is null) = (audited is null))
    );
    create index form_keys_at on form_keys (at);
    create index form_keys_person on form_keys (person_id);
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(
    'drop table form_keys, rate_limits, devices, sessions, identities, factor_removals, recovery_codes, second_factors, account_links, role_assignments, people;',
  )
