import type { Db } from '#db/db.ts'
import type { Day } from '#lib/day.ts'
import { sayIn } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { findInitiative } from '#initiatives/queries.ts'
import { languagesOf, pairFor, type ActFacts, type ActLine, type ActPlace, type ActType, type Party } from './act.ts'
import type { Choice } from './act-choice.ts'
import { mayAct } from './act-policy.ts'
import { findAct, listLines } from './act-queries.ts'

export interface Wanted {
  type: ActType
  initiative: string
  from: string
}

type NewLine = Pick<ActLine, 'itemId' | 'materialId' | 'condition' | 'note' | 'quantity'>

/** How an act begins: for which initiative, with what is known beforehand typed in, and which things ticked. */
export interface Beginning {
  type: ActType
  territoryId: string
  initiative: ActPlace
  /** The act that it follows; empty where it follows none. */
  from: string
  facts: (viewer: Viewer, day: Day) => ActFacts
  lines: (choices: readonly Choice[]) => NewLine[]
}

const nobody: Party = { name: '', organisation: '', role: '' }

/** An act begins for an initiative that gets things, or after another act for things that it has. */
export const beginning = (db: Db, viewer: Viewer, wanted: Wanted): Promise<Beginning | undefined> =>
  wanted.type === 'handover' ? ofInitiative(db, viewer, wanted) : ofAct(db, viewer, wanted)

async function ofInitiative(db: Db, viewer: Viewer, { initiative: slug }: Wanted): Promise<Beginning | undefined> {
  const seen = slug === '' ? undefined : await findInitiative(db, viewer, slug)
  if (!seen) return undefined
  const { id, parishId, parishNames, territoryId, responsible, content } = seen
  const partner = await partnerOf(db, territoryId)
  return {
    type: 'handover',
    territoryId,
    initiative: { id, slug, parishId, parishNames, title: content?.title ?? seen.title },
    from: '',
    facts: ({ name, locale }, onDay) => ({
      basis: 'loan',
      languages: languagesOf(pairFor(partner.country)),
      place: sayIn(partner.country === 'LV' ? 'lv' : 'et', parishNames).text,
      onDay,
      gives: { ...nobody, name, organisation: sayIn(locale, partner.names).text },
      takes: { ...nobody, role: (content?.responsible ?? responsible ?? '').slice(0, 200) },
    }),
    lines: () => [],
  }
}

async function ofAct(db: Db, viewer: Viewer, { type, from }: Wanted): Promise<Beginning | undefined> {
  const act = /^[0-9a-f-]{36}$/.test(from) ? await findAct(db, viewer, from) : undefined
  if (!act || !mayAct.follow(viewer, act)) return undefined
  const lines = await listLines(db, act.id)
  const onAct = new Set(lines.filter(({ open }) => open).map(({ itemId }) => itemId))
  return {
    type,
    territoryId: act.territoryId,
    initiative: act.toInitiative ?? act.initiative,
    from,
    facts: (_, onDay) => ({
      basis: act.basis,
      languages: act.languages,
      place: act.place,
      onDay,
      gives: act.takes,
      takes: type === 'return' ? act.gives : nobody,
    }),
    lines: (choices) =>
      choices
        .filter(({ id, kind }) => kind === 'item' && onAct.has(id))
        .map(({ id, damaged }) => ({
          itemId: id,
          materialId: null,
          condition: damaged ? 'damaged' : 'used',
          note: '',
          quantity: 1,
        })),
  }
}

interface Partner {
  names: ActPlace['title']
  country: 'LV' | 'EE'
}

const partnerOf = (db: Db, territoryId: string): Promise<Partner> =>
  db('territories')
    .join('partners', 'partners.id', 'territories.partnerId')
    .where('territories.id', territoryId)
    .first('partners.names', 'territories.country')
