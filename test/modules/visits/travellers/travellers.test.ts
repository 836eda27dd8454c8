import { describe, expect } from 'vitest'
import { z } from 'zod'
import { appOn, visitor } from '../../../support/portal.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { idOf, rowOf, rowsOf } from '../../../support/rows.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const past = '1-pie-juras-laivas-zivis-un-tirgus'
const coming = '2-seto-tare-laul-leib-ja-kasitoo'
const list = `/en/work/visits/${coming}/travellers`
const somebody = {
  name: 'Demo O’Neil Ķērpe',
  phone: '+371 2000 0099',
  email: '',
  locale: 'lv',
  boardsAt: 'Ape',
  needs: '',
}

describe('who comes along', () => {
  test('gets the last place of the parish once, whoever asks at the same moment', async ({ committedDb }) => {
    const app = await appOn(committedDb)
    const engure = await visitor(app, committedDb, 'engure@example.org')
    const parishId = await idOf(committedDb('parishes').where({ slug: 'smarde' }).first('id'))
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        engure
          .post(list)
          .type('form')
          .send({ ...somebody, name: `Demo ${at}`, phone: `+3712000010${at}`, parishId }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 303))
    const entered = committedDb('visitParticipants').where({ parishId }).orderBy('enteredAt')
    const states = await rowsOf(entered, { id: z.string(), state: z.string() })
    expect(states.filter(({ state }) => state === 'coming')).toHaveLength(3)
    expect(states.filter(({ state }) => state === 'waiting')).toHaveLength(5)

    // Whoever has waited longest comes instead of who stays at home.
    const leaves = states.find(({ state }) => state === 'coming')
    const first = states.find(({ state }) => state === 'waiting')
    await engure.post(`${list}/${leaves?.id}/cancellation`).expect(303)
    await engure.post(`${list}/${leaves?.id}/cancellation`).expect(303)
    expect(
      await committedDb('visitParticipants')
        .where({ id: first?.id ?? '' })
        .first('state'),
    ).toEqual({ state: 'coming' })
    expect(await committedDb('visitParticipants').where({ parishId, state: 'coming' })).toHaveLength(3)

    // More places let more of them come; fewer than come are refused.
    const host = await visitor(app, committedDb, 'setomaa@example.org')
    const form = async (places: string) => {
      const sections = committedDb('visitSections').join('visits', 'visits.id', 'visitId')
      const section = sections.where({ slug: coming, section: 'places' }).first('visitSections.version')
      const { version } = await rowOf(section, { version: z.number() })
      return host
        .post(`/en/work/visits/${coming}/places`)
        .type('form')
        .send({ version, [`row.${parishId}.places`]: places, ...(await others()) })
    }
    const others = async () => {
      const places = committedDb('visitPlaces').whereNot({ parishId })
      const rows = await rowsOf(places, { parishId: z.string(), places: z.number() })
      return Object.fromEntries(rows.map((row) => [`row.${row.parishId}.places`, String(row.places)]))
    }
    const refused = await form('2')
    expect([refused.status, refused.text.includes('People of this parish who come already: 3')]).toEqual([422, true])
    expect((await form('5')).status).toBe(303)
    expect(await committedDb('visitParticipants').where({ parishId, state: 'coming' })).toHaveLength(5)
  })

  test('is told by letter in their own language', async ({ signedInAs, db }) => {
    const parishId = await idOf(db('parishes').where({ slug: 'trapene' }).first('id'))
    const entered = { ...somebody, email: 'kerpe@example.org', parishId, locale: 'et' }
    await (await signedInAs('ape')).post(list).type('form').send(entered).expect(303)
    const letter = await db('mailMessages').where({ recipient: 'kerpe@example.org' }).first()
    expect(letter).toMatchObject({ locale: 'et', subject: 'Teie tulete kaasa: Seto tare: laul, leib ja käsitöö' })
  })

  test('is entered for one’s own parishes only, with one way to be reached, and once', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const parish = (slug: string) => idOf(db('parishes').where({ slug }).first('id'))
    const send = (changes: object) =>
      ape
        .post(list)
        .type('form')
        .send({ ...somebody, ...changes })
    expect((await send({ parishId: await parish('engure') }).expect(422)).text).toContain('Choose one option.')
    const parishId = await parish('trapene')
    const alone = await send({ parishId, phone: '' }).expect(422)
    expect(alone.text).toContain('Enter an e-mail address or a phone number.')
    expect(alone.text).toContain('Demo O’Neil Ķērpe')
    await send({ parishId }).expect(303)
    expect((await send({ parishId }).expect(422)).text).toContain('This person is on the list already.')
  })

  test('is known by name to those in charge only', async ({ signedInAs, db }) => {
    const names: { name: string }[] = await db('visitParticipants').join(
      'participants',
      'participants.id',
      'participantId',
    )
    for (const member of [null, 'gaujiena', 'mentor'] as const) {
      const reader = await signedInAs(member)
      for (const path of [`/en/visits/${coming}`, `/en/visits/${past}`, '/en/visits']) {
        const page = (await reader.get(path).expect(200)).text
        expect(names.filter(({ name }) => page.includes(name))).toEqual([])
      }
    }
    const alutaguse = (await (await signedInAs('alutaguse')).get(list).expect(200)).text
    expect(names.filter(({ name }) => alutaguse.includes(name))).toEqual([])
    expect((await (await signedInAs('auditor')).get(list).expect(200)).text).toContain('Demo dalībniece 11')
  })
})

describe('on paper', () => {
  test('a visit says what to bring along, in each language with its own letters', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    for (const [locale, words] of [
      ['lv', 'siltas zeķes, apavi paliek pie durvīm'],
      ['et', 'soojad sokid, jalanõud jäävad ukse juurde'],
      ['en', 'warm socks, shoes stay at the door'],
    ] as const) {
      const { body } = await visitor.get(`/${locale}/visits/${coming}/packing.pdf`).parse(bytes).expect(200)
      const { text, isTagged } = await reading(body as Buffer)
      expect([text.includes(words), isTagged]).toEqual([true, true])
    }
  })

  test('the list names those who come, for those who may read their names', async ({ signedInAs }) => {
    const setomaa = await signedInAs('setomaa')
    const { body } = await setomaa.get(`/lv/work/visits/${coming}/travellers.pdf`).parse(bytes).expect(200)
    const { text } = await reading(body as Buffer)
    expect(text).toContain('Demo dalībniece 11')
    expect(text).toContain('Bez piena produktiem')
    expect(text).not.toContain('Demo dalībniece 13')
  })
})

describe('what is taken home', () => {
  test('is linked to an initiative of the same parish, and read by everybody if it is public', async ({
    signedInAs,
    db,
  }) => {
    const gaujiena = await signedInAs('gaujiena')
    const lessons = `/en/work/visits/${past}/lessons`
    const parishId = await idOf(db('parishes').where({ slug: 'gaujiena' }).first('id'))
    const initiative = (slug: string) => idOf(db('initiatives').where({ slug }).first('id'))
    const [own, idea] = [await initiative('gaujienas-kopienas-virtuve'), await initiative('gaujienas-laivu-noma')]
    const elsewhere = db('initiatives').join('parishes', 'parishes.id', 'parishId').where({ 'parishes.slug': 'varska' })
    const foreign = await idOf(elsewhere.first('initiatives.id'))
    const send = (changes: object) =>
      gaujiena
        .post(lessons)
        .type('form')
        .send({ text: 'A <i>bell</i> at the pier', parishId, initiativeId: '', in: 'en', ...changes })
    expect((await send({ initiativeId: foreign }).expect(422)).text).toContain('A &lt;i&gt;bell&lt;/i&gt; at the pier')
    await send({ initiativeId: own }).expect(303)
    expect((await (await signedInAs(null)).get(`/en/visits/${past}`)).text).not.toContain('&gt;bell&lt;')
    await send({ initiativeId: own, public: 'yes' }).expect(303)
    const shown = (await (await signedInAs(null)).get(`/en/visits/${past}`)).text
    expect(shown).toContain('A &lt;i&gt;bell&lt;/i&gt; at the pier')
    expect(shown).toContain('/en/initiatives/gaujienas-kopienas-virtuve')
    expect((await (await signedInAs(null)).get('/en/initiatives/gaujienas-kopienas-virtuve')).text).toContain(
      '&gt;bell&lt;',
    )
    // An idea that is not public yet is not named because somebody learnt for it.
    await send({ initiativeId: idea, public: 'yes' }).expect(303)
    expect((await (await signedInAs(null)).get(`/en/visits/${past}`)).text).not.toContain('laivu-noma')
    // Nobody learns for a parish that is not theirs.
    const varska = await idOf(db('parishes').where({ slug: 'varska' }).first('id'))
    await send({ parishId: varska }).expect(403)
  })
})
