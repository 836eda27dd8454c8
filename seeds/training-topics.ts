import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

interface Topic {
  code: string
  kind: 'theory' | 'practical'
  halfDays: number
  title: Multilingual
}

const topic = (code: string, kind: Topic['kind'], halfDays: number, en: string, lv: string, et: string): Topic => ({
  code,
  kind,
  halfDays,
  title: { source: 'en', lv, et, en },
})

/** What the project's training days were about. */
const topics: readonly Topic[] = [
  topic(
    'leadership',
    'theory',
    4,
    'Leading a community initiative',
    'Kopienas iniciatīvas vadīšana',
    'Kogukonnaalgatuse eestvedamine',
  ),
  topic(
    'own_resources',
    'theory',
    2,
    'Knowing and using what the community has',
    'Savas kopienas resursu apzināšana un izmantošana',
    'Oma kogukonna ressursside tundmine ja kasutamine',
  ),
  topic(
    'online_work',
    'theory',
    1,
    'Shared documents and meetings online',
    'Kopīgi dokumenti un sapulces tiešsaistē',
    'Ühised dokumendid ja koosolekud veebis',
  ),
  topic(
    'visual_material',
    'practical',
    2,
    'Posters, photos and surveys',
    'Plakāti, fotogrāfijas un aptaujas',
    'Plakatid, fotod ja küsitlused',
  ),
  topic('event_organisation', 'practical', 2, 'Organising an event', 'Pasākuma organizēšana', 'Sündmuse korraldamine'),
  topic(
    'food_handling',
    'practical',
    2,
    'Food handling and home catering',
    'Pārtikas aprite un mājas ēdināšana',
    'Toidukäitlemine ja kodutoitlustus',
  ),
  topic(
    'care_at_home',
    'practical',
    2,
    'Helping seniors at home',
    'Palīdzība senioriem mājās',
    'Eakate abistamine kodus',
  ),
  topic(
    'storytelling',
    'practical',
    1,
    'Guiding and storytelling',
    'Gida prasmes un stāstīšana',
    'Giiditöö ja jutustamine',
  ),
  topic(
    'social_enterprise',
    'theory',
    4,
    'From an idea to a social enterprise',
    'No idejas līdz sociālajam uzņēmumam',
    'Ideest sotsiaalse ettevõtteni',
  ),
  topic(
    'selling_online',
    'theory',
    2,
    'Finding customers on social media',
    'Klientu meklēšana sociālajos tīklos',
    'Klientide leidmine sotsiaalmeediast',
  ),
  topic('crafts', 'practical', 2, 'Crafts: macramé', 'Amatu prasmes: makramē', 'Käsitöö: makramee'),
]

/** Writes the catalogue of training topics. */
export async function seedTopics({ db }: AuditedTransaction): Promise<void> {
  await db('trainingTopics').insert(topics)
}
