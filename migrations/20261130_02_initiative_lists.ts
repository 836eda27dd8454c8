import type { Knex } from 'knex'

const languages = ['lv', 'et', 'en'] as const

const titleIn = (language: string) => `
      title_${language} text collate "${language}-x-icu" generated always as (case
        when public_title is not null then coalesce(public_title ->> '${language}', public_title ->> (public_title ->> 'source'))
        else coalesce(own_title ->> '${language}', own_title ->> (own_title ->> 'source')) end) stored,`

// All that a list asks for stands in the index, so that it is read from there alone.
const indexIn = (language: string) => `
    create index initiative_listings_in_${language} on initiative_listings (title_${language}, slug)
      include (published, territory_id, category, state);`

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- What lists of initiatives are sorted and filtered by: of the working row and of what is published, side by side.
    -- Each trigger writes only what comes from its own table, so that two who write at once cannot undo each other.
    create table initiative_listings (
      initiative_id    uuid primary key references initiatives on delete cascade,
      slug             text not null unique,
      parish_id        uuid not null,
      territory_id     uuid not null,
      state            text not null,
      published        boolean not null default false,
      own_title        jsonb not null,
      own_category     text,
      public_title     jsonb,
      public_category  text,
      ${languages.map(titleIn).join('')}
      category         text generated always as (coalesce(public_category, own_category)) stored
    );

    -- As parish_counts: a journal whose sum is the count.
    create table initiative_counts (
      id            bigint generated always as identity primary key,
      territory_id  uuid not null,
      category      text,
      state         text not null,
      published     boolean not null,
      count         bigint not null
    );

    create function count_listings_in() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, count(*) from come group by 1, 2, 3, 4;
        return null;
      end
    $$;
    create function count_listings_out() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, -count(*) from gone group by 1, 2, 3, 4;
        return null;
      end
    $$;
    create function count_listings_again() returns trigger language plpgsql as $$
      begin
        insert into initiative_counts (territory_id, category, state, published, count)
          select territory_id, category, state, published, sum(n) from (
            select territory_id, category, state, published, -1 as n from gone
            union all select territory_id, category, state, published, 1 from come
          ) as moves group by 1, 2, 3, 4 having sum(n) <> 0;
        return null;
      end
    $$;
    create trigger initiative_listings_counted_in after insert on initiative_listings
      referencing new table as come for each statement execute function count_listings_in();
    create trigger initiative_listings_counted_out after delete on initiative_listings
      referencing old table as gone for each statement execute function count_listings_out();
    create trigger initiative_listings_counted_again after update on initiative_listings
      referencing old table as gone new table as come for each statement execute function count_listings_again();

    create function list_initiatives() returns trigger language plpgsql as $$
      begin
        -- Locked, so that a parish which moves to another territory meanwhile waits, and then finds these listed.
        with homes as (
          select id, territory_id from parishes where id in (select parish_id from come) order by id for share
        )
        insert into initiative_listings (initiative_id, slug, parish_id, territory_id, state, own_title, own_category)
          select come.id, come.slug, come.parish_id, homes.territory_id, come.state, come.title, come.category
          from come join homes on homes.id = come.parish_id;
        return null;
      end
    $$;
    -- Rows are locked in one order, whoever changes many of them at once. The territory is another trigger's matter, but
    -- where the parish is a new one.
    create function relist_initiatives() returns trigger language plpgsql as $$
      begin
        with homes as (
          select id, territory_id from parishes where id in (
            select come.parish_id from come join initiative_listings on initiative_id = come.id
            where initiative_listings.parish_id <> come.parish_id
          ) order by id for share
        ), locked as (
          select initiative_id from initiative_listings join come on come.id = initiative_id
          where (initiative_listings.slug, initiative_listings.parish_id, initiative_listings.state, own_title, own_category)
            is distinct from (come.slug, come.parish_id, come.state, come.title::jsonb, come.category)
          order by initiative_id for update of initiative_listings
        )
        update initiative_listings as listed
          set (slug, parish_id, territory_id, state, own_title, own_category)
            = (come.slug, come.parish_id, coalesce(homes.territory_id, listed.territory_id), come.state, come.title, come.category)
          from locked join come on come.id = locked.initiative_id left join homes on homes.id = come.parish_id
          where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;
    create function list_published() returns trigger language plpgsql as $$
      begin
        with locked as (
          select initiative_id from initiative_listings where initiative_id in (select come.initiative_id from come)
          order by initiative_id for update
        )
        update initiative_listings as listed
          set (published, public_title, public_category) = (true, content -> 'title', come.category)
          from locked join come using (initiative_id) where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;
    create function unlist_published() returns trigger language plpgsql as $$
      begin
        with locked as (
          select initiative_id from initiative_listings where initiative_id in (select gone.initiative_id from gone)
          order by initiative_id for update
        )
        update initiative_listings as listed set (published, public_title, public_category) = (false, null, null)
          from locked where listed.initiative_id = locked.initiative_id;
        return null;
      end
    $$;
    create function move_listings() returns trigger language plpgsql as $$
      begin
        update initiative_listings set territory_id = new.territory_id where parish_id = new.id;
        return null;
      end
    $$;
    create trigger initiatives_listed after insert on initiatives
      referencing new table as come for each statement execute function list_initiatives();
    create trigger initiatives_relisted after update on initiatives
      referencing new table as come for each statement execute function relist_initiatives();
    create trigger published_initiatives_listed after insert on published_initiatives
      referencing new table as come for each statement execute function list_published();
    create trigger published_initiatives_relisted after update on published_initiatives
      referencing new table as come for each statement execute function list_published();
    create trigger published_initiatives_unlisted after delete on published_initiatives
      referencing old table as gone for each statement execute function unlist_published();
    create trigger parishes_move_listings after update of territory_id on parishes
      for each row when (old.territory_id <> new.territory_id) execute function move_listings();

    insert into initiative_listings (initiative_id, slug, parish_id, territory_id, state, published, own_title, own_category,
        public_title, public_category)
      select initiatives.id, initiatives.slug, parish_id, territory_id, state, published_initiatives.initiative_id is not null,
        title, initiatives.category, content -> 'title', published_initiatives.category
      from initiatives join parishes on parishes.id = parish_id
        left join published_initiatives on published_initiatives.initiative_id = initiatives.id;

    ${languages.map(indexIn).join('')}
    create index initiatives_waiting on initiatives (state, created_at);
    create index initiative_listings_by_state on initiative_listings (published, state, category, territory_id);
    create index initiative_listings_by_territory on initiative_listings (published, territory_id, category);
    create index initiative_listings_by_category on initiative_listings (published, category);
    create index initiative_listings_by_parish on initiative_listings (parish_id) where not published;
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop index initiatives_waiting;
    drop trigger parishes_move_listings on parishes;
    drop trigger published_initiatives_listed on published_initiatives;
    drop trigger published_initiatives_relisted on published_initiatives;
    drop trigger published_initiatives_unlisted on published_initiatives;
    drop trigger initiatives_listed on initiatives;
    drop trigger initiatives_relisted on initiatives;
    drop table initiative_listings, initiative_counts;
    drop function move_listings, list_published, unlist_published, list_initiatives, relist_initiatives, count_listings_in,
      count_listings_out, count_listings_again;
  `)
