/** What removes personal data whose time is over: at most `:most` rows at once, found again until there is none. */
export interface RetentionRule {
  name: string
  /** One statement that changes or deletes rows; `:most` bounds them, `:until` is today. */
  sql: string
}

const limited = (table: string, condition: string) =>
  `in (select id from ${table} where ${condition} limit :most for update skip locked)`

const yearAgo = `(portal_now() - interval '12 months')`
const twoYearsAgo = `(portal_now() - interval '24 months')`

const cameLater = (participant: string, before: string) => `exists (
    select from registrations r join training_dates d on d.day_id = r.day_id
    where r.participant_id = ${participant} and d.on_day >= ${before}::date)
  or exists (
    select from visit_participants v join visits on visits.id = v.visit_id
    where v.participant_id = ${participant} and visits.to_day >= ${before}::date)`

const lastDate = `(select max(on_day) from training_dates where training_dates.day_id = registrations.day_id)`

const asksStill = `exists (select from privacy_requests where state = 'open' and participants.id = any (participant_ids))`

/** Rules that hold whether or not the project's documents must still be shown. */
export const rules: readonly RetentionRule[] = [
  {
    name: 'last_letters',
    sql: `delete from mail_messages where id ${limited('mail_messages', `starts_with(once, 'privacy erased') and state in ('sent', 'failed')`)}`,
  },
  {
    name: 'factor_removals',
    sql: `delete from factor_removals where id ${limited('factor_removals', `asked_at < portal_now() - interval '30 days'`)}`,
  },
  {
    name: 'letter_texts',
    sql: `update mail_messages set parts = '[]', calendar = null where id ${limited(
      'mail_messages',
      `posted_at < portal_now() - interval '90 days' and state not in ('waiting', 'handed') and (parts <> '[]' or calendar is not null)`,
    )}`,
  },
  {
    name: 'letters',
    sql: `delete from mail_messages where id ${limited('mail_messages', `posted_at < ${twoYearsAgo} and state not in ('waiting', 'handed')`)}`,
  },
  {
    name: 'traveller_needs',
    sql: `update visit_participants set needs = '', boards_at = '' where id ${limited(
      'visit_participants',
      `(needs <> '' or boards_at <> '') and visit_id in (select id from visits where to_day < portal_now()::date - 60)`,
    )}`,
  },
  {
    name: 'registrations_in_vain',
    sql: `delete from registrations where id ${limited(
      'registrations',
      `state in ('cancelled', 'declined', 'expired', 'waiting', 'offered') and ${lastDate} < ${yearAgo}::date`,
    )}`,
  },
  {
    name: 'registration_contacts',
    sql: `update registrations set phone = null, guardian = null, form_content = null where id ${limited(
      'registrations',
      `(phone is not null or guardian is not null or form_content is not null) and ${lastDate} < ${yearAgo}::date`,
    )}`,
  },
  {
    name: 'participant_contacts',
    sql: `update participants set email = null, phone = null, former_names = '{}' where id ${limited(
      'participants',
      `(email is not null or phone is not null) and created_at < ${yearAgo}
       and not (${cameLater('participants.id', yearAgo)}) and not ${asksStill}`,
    )}`,
  },
  {
    name: 'participants_in_vain',
    sql: `delete from participants where id ${limited(
      'participants',
      `created_at < ${yearAgo} and email is null and phone is null
       and not exists (select from registrations where participant_id = participants.id)
       and not exists (select from attendances where participant_id = participants.id)
       and not exists (select from certificates where participant_id = participants.id)
       and not exists (select from visit_participants where participant_id = participants.id)
       and not exists (select from kept_names where participant_id = participants.id) and not ${asksStill}`,
    )}`,
  },
  {
    name: 'requests',
    sql: `delete from privacy_requests where id ${limited(
      'privacy_requests',
      `((state = 'unconfirmed' and asked_at < portal_now() - interval '30 days') or handled_at < ${twoYearsAgo})
       and not exists (select from privacy_files where request_id = privacy_requests.id)`,
    )}`,
  },
  {
    name: 'files',
    sql: `delete from privacy_files where id ${limited('privacy_files', `coalesce(made_at, asked_at) < portal_now() - interval '7 days'`)}`,
  },
]

/** Rules for the time when the project's documents need not be shown any more. */
export const rulesOnceOver: readonly RetentionRule[] = [
  { name: 'kept_names', sql: `delete from kept_names where id ${limited('kept_names', 'true')}` },
  {
    name: 'certificate_names',
    sql: `update certificates set content = content || jsonb_build_object('name', participants.name) from participants
      where participants.id = participant_id and certificates.id ${limited(
        'certificates',
        `content->>'name' <> (select name from participants where participants.id = participant_id and erased_at is not null)`,
      )}`,
  },
]
