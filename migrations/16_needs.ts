import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table needs (
      id                uuid primary key default gen_random_uuid(),
      version           integer not null default 1,
      parish_id         uuid not null references parishes,
      category          text not null check (category in ('skill', 'equipment', 'premises', 'network', 'money', 'legal', 'market')),
      title             multilingual not null,
      description       multilingual,
      severity          smallint not null check (severity between 1 and 5),
      priority          text not null check (priority in ('must', 'should', 'could')),
      people_affected   integer check (people_affected >= 0),
      state             text not null default 'open' check (state in ('open', 'planned', 'addressed', 'dropped')),
      drop_reason       multilingual,
      public            boolean not null default true,
      source_answer_id  uuid references assessment_answers,
      created_at        timestamptz not null default portal_now(),
      updated_at        timestamptz not null default portal_now(),
      updated_by        uuid references people,
      constraint needs_dropped_for_a_reason check ((state = 'dropped') = (drop_reason is not null))
    );
    create index needs_parish on needs (parish_id, state);
    create index needs_source_answer on needs (source_answer_id) where source_answer_id is not null;

    create table need_responses (
      id             uuid primary key default gen_random_uuid(),
      need_id        uuid not null references needs,
      action_id      uuid references initiative_actions on delete cascade,
      topic_id       uuid references training_topics,
      investment_id  uuid references investments on delete cascade,
      session_id     uuid references advice_sessions,
      note           multilingual,
      answered_at    timestamptz not null default portal_now(),
      answered_by    uuid references people,
      constraint need_responses_exactly_one check (num_nonnulls(action_id, topic_id, investment_id, session_id) = 1),
      constraint need_responses_once unique nulls not distinct (need_id, action_id, topic_id, investment_id, session_id)
    );
    create index need_responses_action on need_responses (action_id) where action_id is not null;
    create index need_responses_topic on need_responses (topic_id) where topic_id is not null;
    create index need_responses_investment on need_responses (investment_id) where investment_id is not null;
    create index need_responses_session on need_responses (session_id) where session_id is not null;

    create function check_need() returns trigger language plpgsql as $$
      begin
        if new.source_answer_id is not null and not exists (
          select from assessment_answers join assessments on assessments.id = assessment_id
          where assessment_answers.id = new.source_answer_id and parish_id = new.parish_id
        ) then
          raise exception 'the answer was given in another parish'
            using errcode = 'check_violation', constraint = 'needs_source_of_parish';
        end if;
        return new;
      end
    $$;
    create trigger needs_source_of_parish before insert or update of source_answer_id, parish_id on needs
      for each row execute function check_need();

    create function check_need_response() returns trigger language plpgsql as $$
      declare
        place uuid;
      begin
        select parish_id into place from needs where id = new.need_id;
        if place not in (
          select parish_id from initiative_actions join initiatives on initiatives.id = initiative_id where initiative_actions.id = new.action_id
          union all select parish_id from investments where id = new.investment_id
          union all select parish_id from advice_sessions where id = new.session_id
        ) and new.topic_id is null then
          raise exception 'what answers a need is of the same parish'
            using errcode = 'check_violation', constraint = 'need_responses_of_parish';
        end if;
        return new;
      end
    $$;
    create trigger need_responses_of_parish before insert or update on need_responses
      for each row execute function check_need_response();

    -- A need that something answers is planned, one that nothing answers any more is open: kept here, because rows of a
    -- plan go without asking whom they answer.
    create function keep_need_state() returns trigger language plpgsql as $$
      begin
        update needs set state = 'planned' where tg_op = 'INSERT' and id = new.need_id and state = 'open';
        update needs set state = 'open' where tg_op = 'DELETE' and id = old.need_id and state = 'planned'
          and not exists (select from need_responses where need_id = old.need_id);
        return null;
      end
    $$;
    create trigger need_responses_keep_need_state after insert or delete on need_responses
      for each row execute function keep_need_state();

    create table swots (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      assessment_id  uuid not null unique references assessments,
      public         boolean not null default false,
      saved_at       timestamptz not null default portal_now(),
      saved_by       uuid references people
    );

    create function check_swot() returns trigger language plpgsql as $$
      begin
        perform refuse_unless_assessment_in(new.assessment_id, array['draft', 'returned']);
        return new;
      end
    $$;
    create trigger swots_while_open before insert or update on swots for each row execute function check_swot();

    create table swot_items (
      id       uuid primary key default gen_random_uuid(),
      swot_id  uuid not null references swots,
      kind     text not null check (kind in ('strength', 'weakness', 'opportunity', 'threat')),
      rank     smallint not null check (rank between 1 and 5),
      text     multilingual not null,
      votes    integer check (votes >= 0),
      constraint swot_items_rank unique (swot_id, kind, rank)
    );
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table swot_items, swots, need_responses, needs;
    drop function check_swot, keep_need_state, check_need_response, check_need;
  `)
