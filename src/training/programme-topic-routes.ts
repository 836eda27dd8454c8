import { transact } from '#db/act.ts'
import type { Locale } from '#lib/locale.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, fill, read, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Place } from '#resources/resource.ts'
import { save } from '#web/save.ts'
import { programmeTopicForm } from './forms.ts'
import { mayOfProgramme as may } from './policy.ts'
import { putTopic, takeTopicOut } from './programme-commands.ts'
import {
  listNeedChoices,
  listSuggestions,
  listTopics,
  listTopicsOf,
  type NeedChoice,
  type TopicInUse,
} from './programme-queries.ts'
import type { Chosen, Programme, ProgrammeTopic } from './programme.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/programme-topic': {
      place: Place
      /** The topic as the programme has it; null for a new one, chosen from the catalogue. */
      topic: ProgrammeTopic | null
      catalogue: TopicInUse[]
      needs: NeedChoice[]
      form: Form
    }
  }
}

/** Where a request for a programme leads: the parish, and its latest programme. */
export interface Found {
  place: Place
  programme: Programme | null
}

export type OfProgramme = Asked<'parish', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (asked: OfProgramme) => Promise<Found>
  back: (asked: OfProgramme, place: Place) => void
}

type OfTopic = Asked<'parish' | 'topic', Viewer>

const words = 'training:programme.topic'

/** Topics of a programme, each with the needs that it answers. */
export function programmeTopicRoutes({ db }: Services, { get, post, one, back }: Pages) {
  const open = async (asked: OfProgramme): Promise<Found> => {
    const its = await one(asked)
    ensure(may.edit(asked.viewer, its.place, its.programme))
    return its
  }

  const ofProgramme = async (asked: OfTopic) => {
    const its = await open(asked)
    const topics = its.programme ? await listTopicsOf(db, its.programme.id) : []
    return { ...its, programme: found(its.programme), topic: found(topics.find(({ id }) => id === asked.params.topic)) }
  }

  const show = async (asked: OfProgramme, { place }: Found, topic: ProgrammeTopic | null, form: Form, status = 200) =>
    render(
      asked.res,
      'training/programme-topic',
      { place, topic, form, catalogue: await listTopics(db), needs: await listNeedChoices(db, place.parishId) },
      status,
    )

  // Somebody may have handed it in while the form was open.
  const keep = async (asked: OfProgramme, programme: Programme | null, place: Place, chosen: Chosen) => {
    const needs = await listNeedChoices(db, place.parishId)
    const needIds = chosen.needIds.filter((id) => needs.some((need) => need.id === id))
    await save(db, asked, {
      change: (tx) => putTopic(tx, place.parishId, programme, { ...chosen, needIds }),
      to: paths.training.programme(place.parishSlug),
      quicker: /^training_programmes/,
    })
  }

  get(paths.training.programmeAddTopic, signedIn, async (asked) => {
    const { need = '', topic = '' } = asked.query
    const its = await open(asked)
    // What a topic answers already is ticked when it is taken in.
    const known = await listSuggestions(db, its.place.parishId, its.programme?.id ?? null)
    const needIds = [need, ...(known.find(({ id }) => id === topic)?.needs ?? []).map(({ id }) => id)]
    await show(asked, its, null, blank(words, { priority: 'must', needIds, topicId: topic }))
  })

  post(paths.training.programmeAddTopic, signedIn, async (asked) => {
    const its = await open(asked)
    const reading = readChosen(asked.locale, asked.body)
    if (!reading.ok) return show(asked, its, null, reading.form, 422)
    const known = (await listTopics(db)).some(({ id }) => id === reading.input.topicId)
    if (!known) return show(asked, its, null, readChosen(asked.locale, { ...asked.body, topicId: '' }).form, 422)
    await keep(asked, its.programme, its.place, reading.input)
  })

  get(paths.training.programmeTopic, signedIn, async (asked) => {
    const its = await ofProgramme(asked)
    const { id: topicId, priority, needs } = its.topic
    const form = fill(words, programmeTopicForm[asked.locale], {
      topicId,
      priority,
      needIds: needs.map(({ id }) => id),
    })
    await show(asked, its, its.topic, form)
  })

  post(paths.training.programmeTopic, signedIn, async (asked) => {
    const its = await ofProgramme(asked)
    const reading = readChosen(asked.locale, { ...asked.body, topicId: its.topic.id })
    if (!reading.ok) return show(asked, its, its.topic, reading.form, 422)
    await keep(asked, its.programme, its.place, reading.input)
  })

  post(paths.training.programmeTopicRemoval, signedIn, async (asked) => {
    const { place, programme, topic } = await ofProgramme(asked)
    await transact(db, asked.viewer, (tx) => takeTopicOut(tx, programme, topic.id))
    back(asked, place)
  })
}

const readChosen = (locale: Locale, body: Body) => {
  const reading = read(words, programmeTopicForm[locale], body)
  return reading.ok ? { ...reading, form: blank(words, body) } : reading
}
