import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table assessments (
      id                      uuid primary key default gen_random_uuid(),
      version                 integer not null default 1,
      parish_id               uuid not null references parishes,
      methodology_version_id  uuid not null,
      family                  text not null,
      round                   text not null check (round in ('baseline', 'midterm', 'final')),
      state                   text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved', 'frozen')),
      submitted_by            uuid references people,
      submitted_at            timestamptz,
      decided_by              uuid references people,
      decided_at              timestamptz,
      decision_note           multilingual,
      frozen_at               timestamptz,
      snapshot                jsonb,
      sha256                  text check (sha256 ~ '^[0-9a-f]{64}$'),
      constraint assessments_once unique (parish_id, family, round),
      constraint assessments_methodology foreign key (methodology_version_id, family)
        references methodology_versions (id, family),
      constraint assessments_submission_has_a_submitter check ((submitted_by is null) = (submitted_at is null)),
      constraint assessments_decision_has_a_decider check ((decided_by is null) = (decided_at is null)),
      constraint assessments_submitted_by_somebody check (state = 'draft' or submitted_by is not null),
      constraint assessments_approved_by_somebody check (state not in ('approved', 'frozen') or decided_by is not null),
      constraint assessments_decided_by_another check (decided_by <> submitted_by),
      constraint assessments_returned_with_a_note check (state <> 'returned' or decision_note is not null),
      constraint assessments_frozen_whole check (num_nonnulls(frozen_at, snapshot, sha256) = case state when 'frozen' then 3 else 0 end)
    );
    create index assessments_methodology on assessments (methodology_version_id, family);
    create index assessments_state on assessments (state);

    create table assessment_meetings (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      assessment_id  uuid not null references assessments,
      held_on        date not null,
      place          text not null,
      minutes        integer check (minutes between 1 and 1440),
      facilitator    text not null default '',
      participants   integer not null check (participants >= 0),
      women          integer check (women >= 0),
      young          integer check (young >= 0),
      seniors        integer check (seniors >= 0),
      record         multilingual,
      names_version  integer not null default 0,
      constraint assessment_meetings_women_among_all check (women <= participants),
      constraint assessment_meetings_ages_among_all check (coalesce(young, 0) + coalesce(seniors, 0) <= participants)
    );
    create index assessment_meetings_assessment on assessment_meetings (assessment_id, held_on);

    create table meeting_participants (
      id          uuid primary key default gen_random_uuid(),
      meeting_id  uuid not null references assessment_meetings on delete cascade,
      position    integer not null,
      name        text not null
    );
    create index meeting_participants_meeting on meeting_participants (meeting_id, position);
    comment on table meeting_participants is 'Personal data: only for those who answer for the evidence of a meeting.';

    create table assessment_answers (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      assessment_id   uuid not null references assessments,
      criterion_id    uuid not null references methodology_criteria,
      score           smallint check (score between 0 and 5),
      number          numeric(10, 2),
      yes             boolean,
      choice          text,
      words           multilingual,
      not_applicable  boolean not null default false,
      reason          multilingual,
      evidence        multilingual,
      meeting_id      uuid references assessment_meetings,
      answered_by     uuid references people,
      answered_at     timestamptz not null default portal_now(),
      constraint assessment_answers_criterion unique (assessment_id, criterion_id),
      constraint assessment_answers_one_value check (num_nonnulls(score, number, yes, choice) <= case when not_applicable then 0 else 1 end),
      constraint assessment_answers_not_applicable_for_a_reason check (not_applicable = (reason is not null))
    );
    create index assessment_answers_criterion_of_methodology on assessment_answers (criterion_id);
    create index assessment_answers_meeting on assessment_answers (meeting_id) where meeting_id is not null;

    create table assessment_answer_files (
      answer_id  uuid not null references assessment_answers,
      file_id    uuid not null references files,
      added_by   uuid references people,
      added_at   timestamptz not null default portal_clock(),
      primary key (answer_id, file_id)
    );
    create index assessment_answer_files_file on assessment_answer_files (file_id);

    create table meeting_files (
      meeting_id  uuid not null references assessment_meetings on delete cascade,
      file_id     uuid not null references files,
      kind        text not null check (kind in ('photo', 'document')),
      added_by    uuid references people,
      added_at    timestamptz not null default portal_clock(),
      primary key (meeting_id, file_id)
    );
    create index meeting_files_file on meeting_files (file_id);

    -- What was approved stays; frozen, nothing changes any more.
    create function keep_assessment() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and old.state in ('approved', 'frozen') or old.state = 'frozen'
          or old.state = 'approved' and (new.state <> 'frozen'
            or to_jsonb(new) - array['version', 'state', 'frozen_at', 'snapshot', 'sha256']
              <> to_jsonb(old) - array['version', 'state', 'frozen_at', 'snapshot', 'sha256']) then
          raise exception 'an approved assessment is never changed'
            using errcode = 'restrict_violation', constraint = 'assessments_are_immutable';
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger assessments_are_immutable before update or delete on assessments
      for each row execute function keep_assessment();

    -- The lock makes whoever writes an answer wait for whoever submits or decides, so that nothing slips in beside.
    create function refuse_unless_assessment_in(assessment uuid, states text[]) returns void language plpgsql as $$
      declare
        standing text;
      begin
        select state into standing from assessments where id = assessment for share;
        if standing <> all (states) then
          raise exception 'the assessment is no longer open'
            using errcode = 'restrict_violation', constraint = 'assessment_answers_while_open';
        end if;
      end
    $$;

    create function check_answer() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          perform refuse_unless_assessment_in(old.assessment_id, array['draft', 'returned']);
        end if;
        if tg_op = 'DELETE' then
          return old;
        end if;
        perform refuse_unless_assessment_in(new.assessment_id, array['draft', 'returned']);
        if not exists (
          select from methodology_criteria join assessments using (methodology_version_id)
          where methodology_criteria.id = new.criterion_id and assessments.id = new.assessment_id
            and (new.score is null or kind = 'score') and (new.number is null or kind = 'number')
            and (new.yes is null or kind = 'yesno') and (new.choice is null or kind = 'choice')
        ) then
          raise exception 'the answer does not fit its criterion'
            using errcode = 'check_violation', constraint = 'assessment_answers_fit_their_criterion';
        end if;
        if new.meeting_id is not null
          and not exists (select from assessment_meetings where id = new.meeting_id and assessment_id = new.assessment_id) then
          raise exception 'the meeting belongs to another assessment'
            using errcode = 'check_violation', constraint = 'assessment_answers_meeting_of_assessment';
        end if;
        return new;
      end
    $$;
    create trigger assessment_answers_are_possible before insert or update or delete on assessment_answers
      for each row execute function check_answer();

    create function check_answer_file() returns trigger language plpgsql as $$
      begin
        perform refuse_unless_assessment_in(
          (select assessment_id from assessment_answers where id = case tg_op when 'DELETE' then old.answer_id else new.answer_id end),
          array['draft', 'returned']);
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger assessment_answer_files_while_open before insert or update or delete on assessment_answer_files
      for each row execute function check_answer_file();

    -- Names may be forgotten at any time: the number of their list is no part of what is frozen.
    create function check_meeting() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and to_jsonb(new) - 'names_version' = to_jsonb(old) - 'names_version' then
          return new;
        end if;
        perform refuse_unless_assessment_in(
          case tg_op when 'DELETE' then old.assessment_id else new.assessment_id end,
          array['draft', 'submitted', 'returned', 'approved']);
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger assessment_meetings_until_frozen before insert or update or delete on assessment_meetings
      for each row execute function check_meeting();

    create function check_meeting_file() returns trigger language plpgsql as $$
      begin
        perform refuse_unless_assessment_in(
          (select assessment_id from assessment_meetings where id = case tg_op when 'DELETE' then old.meeting_id else new.meeting_id end),
          array['draft', 'submitted', 'returned', 'approved']);
        return case tg_op when 'DELETE' then old else new end;
      end
    $$;
    create trigger meeting_files_until_frozen before insert or update or delete on meeting_files
      for each row execute function check_meeting_file();
    create trigger assessments_are_kept before truncate on assessments for each statement execute function refuse_change();
    create trigger assessment_answers_are_kept before truncate on assessment_answers for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table meeting_files, assessment_answer_files, assessment_answers, meeting_participants, assessment_meetings, assessments;
    drop function check_meeting_file, check_meeting, check_answer_file, check_answer, refuse_unless_assessment_in,
      keep_assessment;
  `)
