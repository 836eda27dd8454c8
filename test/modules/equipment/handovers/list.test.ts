import { describe, expect } from 'vitest'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { findHandover, findHandoverUnchecked } from '#modules/equipment/handovers/queries.ts'
import { listHandovers } from '#modules/equipment/handovers/list-queries.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'
import {
  handoversPath,
  draftHandover,
  idOf,
  issueHandover,
  kitchen,
  priced,
  received,
  step,
} from '../handover-setup.ts'

describe('handovers', () => {
  test('are listed to whoever may see them, in every state', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const addresses = [await draftHandover(ape, await received(db)), await issueHandover(ape, await received(db))]
    const gone = await issueHandover(ape, await received(db))
    await step(lead, gone, 'void', { reason: 'Wrong' })
    const to = await idOf(db, 'territories', { slug: 'setomaa' })
    const query = `type=transfer&from=${addresses[1]?.split('/').at(-1)}`
    const page = fieldsOf((await ape.get(`${handoversPath}/new?${query}`)).text)
    addresses.push(gone, await issueHandover(ape, [page['items']].flat() as string[], { query, to }))
    for (const id of addresses.map((each) => each.split('/').at(-1) ?? '')) {
      const handover = (await findHandoverUnchecked(db, id)) as HandoverView
      for (const member of [...demoMembers, null]) {
        const viewer = member && (await viewerOf(db, member))
        const listed = viewer
          ? (await listHandovers(db, viewer, { state: null, type: null, territory: null })).rows.some(
              (each) => each.id === id,
            )
          : false
        expect((await findHandover(db, viewer, id)) !== undefined, `${member} ${handover.state}`).toBe(
          mayOfHandover.view(viewer, handover),
        )
        if (viewer) expect(listed, `${member} ${handover.state}`).toBe(mayOfHandover.view(viewer, handover))
      }
    }
  })

  test('take as few queries for many things as for one', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db, 20, priced(0)))
    expect(await queriesOf(db, () => ape.get(handoversPath).expect(200))).toBeLessThanOrEqual(3)
    expect(await queriesOf(db, () => ape.get(handover).expect(200))).toBeLessThanOrEqual(4)
    expect(
      await queriesOf(db, () => ape.get(`${handoversPath}/new?initiative=${kitchen}`).expect(200)),
    ).toBeLessThanOrEqual(4)
  })
})
