import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { findInitiative } from '#modules/initiatives/initiative/queries.ts'
import {
  languagesOf,
  languagePairFor,
  type HandoverInput,
  type HandoverInitiative,
  type HandoverType,
  type HandoverParty,
} from '#modules/equipment/handovers/handover.ts'
import type { TypedLine } from './form.ts'
import type { HandoverOption } from '#modules/equipment/handovers/options.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { findHandover, listHandoverLines } from '#modules/equipment/handovers/queries.ts'

export interface HandoverStart {
  type: HandoverType
  initiative: string
  from: string
}

/** How a handover begins: for which initiative, with what is known beforehand typed in, and which things ticked. */
export interface NewHandoverForm {
  type: HandoverType
  territoryId: string
  initiative: HandoverInitiative
  /** The handover that it follows; empty where it follows none. */
  from: string
  input: (viewer: Viewer, day: Day) => HandoverInput
  lines: (choices: readonly HandoverOption[]) => TypedLine[]
}

const nobody: HandoverParty = { name: '', organisation: '', role: '' }

/** A handover begins for an initiative that gets things, or after another handover for things that it has. */
export const startHandover = (db: Db, viewer: Viewer, wanted: HandoverStart): Promise<NewHandoverForm | undefined> =>
  wanted.type === 'handover' ? forInitiative(db, viewer, wanted) : afterHandover(db, viewer, wanted)

async function forInitiative(
  db: Db,
  viewer: Viewer,
  { initiative: slug }: HandoverStart,
): Promise<NewHandoverForm | undefined> {
  const seen = slug === '' ? undefined : await findInitiative(db, viewer, slug)
  if (!seen) return undefined
  const { id, parishId, parishNames, territoryId, responsible, content } = seen
  const partner = await partnerOf(db, territoryId)
  return {
    type: 'handover',
    territoryId,
    initiative: { id, slug, parishId, parishNames, title: content?.title ?? seen.title },
    from: '',
    input: ({ name, locale }, onDay) => ({
      basis: 'loan',
      languages: languagesOf(languagePairFor(partner.country)),
      place: localise(partner.country === 'LV' ? 'lv' : 'et', parishNames).text,
      onDay,
      gives: { ...nobody, name, organisation: localise(locale, partner.names).text },
      takes: { ...nobody, role: (content?.responsible ?? responsible ?? '').slice(0, 200) },
    }),
    lines: () => [],
  }
}

async function afterHandover(
  db: Db,
  viewer: Viewer,
  { type, from }: HandoverStart,
): Promise<NewHandoverForm | undefined> {
  const handover = /^[0-9a-f-]{36}$/.test(from) ? await findHandover(db, viewer, from) : undefined
  if (!handover || !mayOfHandover.follow(viewer, handover)) return undefined
  const lines = await listHandoverLines(db, handover.id)
  const onAct = new Set(lines.filter(({ open }) => open).map(({ itemId }) => itemId))
  return {
    type,
    territoryId: handover.territoryId,
    initiative: handover.toInitiative ?? handover.initiative,
    from,
    input: (_, onDay) => ({
      basis: handover.basis,
      languages: handover.languages,
      place: handover.place,
      onDay,
      gives: handover.takes,
      takes: type === 'return' ? handover.gives : nobody,
    }),
    lines: (choices) =>
      choices
        .filter(({ id, kind }) => kind === 'item' && onAct.has(id))
        .map(({ id, damaged }) => ({
          itemId: id,
          materialId: null,
          condition: damaged ? 'damaged' : '',
          note: '',
          quantity: 1,
        })),
  }
}

interface Partner {
  names: HandoverInitiative['title']
  country: 'LV' | 'EE'
}

const partnerOf = (db: Db, territoryId: string): Promise<Partner> =>
  db('territories')
    .join('partners', 'partners.id', 'territories.partnerId')
    .where('territories.id', territoryId)
    .first('partners.names', 'territories.country')
