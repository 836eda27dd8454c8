import { transact } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, fillForm, readForm, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { ParishScope } from '#modules/resources/resource.ts'
import { save } from '#platform/web/save.ts'
import { programmeTopicForm } from './schema.ts'
import { mayOfProgramme as may } from './policy.ts'
import { setTopic, removeTopic } from './commands.ts'
import {
  listNeedChoices,
  listSuggestions,
  listTopics,
  listTopicsOf,
  type NeedChoice,
  type TopicInUse,
} from './queries.ts'
import type { ChosenTopic, Programme, ProgrammeTopic } from './programme.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/programme/programme-topic': {
      place: ParishScope
      /** The topic as the programme has it; null for a new one, chosen from the catalogue. */
      topic: ProgrammeTopic | null
      catalogue: TopicInUse[]
      needs: NeedChoice[]
      form: Form
    }
  }
}

/** Where a request for a programme leads: the parish, and its latest programme. */
export interface LoadedProgramme {
  place: ParishScope
  programme: Programme | null
}

export type ProgrammeContext = RouteContext<'parish', Viewer>

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (context: ProgrammeContext) => Promise<LoadedProgramme>
  back: (context: ProgrammeContext, place: ParishScope) => void
}

type OfTopic = RouteContext<'parish' | 'topic', Viewer>

const i18nScope = 'training:programme.topic'

/** Topics of a programme, each with the needs that it answers. */
export function programmeTopicRoutes({ db }: Services, { get, post, one, back }: Pages) {
  const open = async (context: ProgrammeContext): Promise<LoadedProgramme> => {
    const its = await one(context)
    orForbidden(may.edit(context.viewer, its.place, its.programme))
    return its
  }

  const ofProgramme = async (context: OfTopic) => {
    const its = await open(context)
    const topics = its.programme ? await listTopicsOf(db, its.programme.id) : []
    return {
      ...its,
      programme: orNotFound(its.programme),
      topic: orNotFound(topics.find(({ id }) => id === context.params.topic)),
    }
  }

  const show = async (
    context: ProgrammeContext,
    { place }: LoadedProgramme,
    topic: ProgrammeTopic | null,
    form: Form,
    status = 200,
  ) =>
    render(
      context.res,
      'modules/training/programme/programme-topic',
      { place, topic, form, catalogue: await listTopics(db), needs: await listNeedChoices(db, place.parishId) },
      status,
    )

  // Somebody may have handed it in while the form was open.
  const keep = async (
    context: ProgrammeContext,
    programme: Programme | null,
    place: ParishScope,
    chosen: ChosenTopic,
  ) => {
    const needs = await listNeedChoices(db, place.parishId)
    const needIds = chosen.needIds.filter((id) => needs.some((need) => need.id === id))
    await save(db, context, {
      change: (tx) => setTopic(tx, place.parishId, programme, { ...chosen, needIds }),
      to: paths.training.programme(place.parishSlug),
      quicker: /^training_programmes/,
    })
  }

  get(paths.training.programmeAddTopic, signedIn, async (context) => {
    const { need = '', topic = '' } = context.query
    const its = await open(context)
    // What a topic answers already is ticked when it is taken in.
    const known = await listSuggestions(db, its.place.parishId, its.programme?.id ?? null)
    const needIds = [need, ...(known.find(({ id }) => id === topic)?.needs ?? []).map(({ id }) => id)]
    await show(context, its, null, blankForm(i18nScope, { priority: 'must', needIds, topicId: topic }))
  })

  post(paths.training.programmeAddTopic, signedIn, async (context) => {
    const its = await open(context)
    const reading = readChosen(context.locale, context.body)
    if (!reading.ok) return show(context, its, null, reading.form, 422)
    const known = (await listTopics(db)).some(({ id }) => id === reading.input.topicId)
    if (!known) return show(context, its, null, readChosen(context.locale, { ...context.body, topicId: '' }).form, 422)
    await keep(context, its.programme, its.place, reading.input)
  })

  get(paths.training.programmeTopic, signedIn, async (context) => {
    const its = await ofProgramme(context)
    const { id: topicId, priority, needs } = its.topic
    const form = fillForm(i18nScope, programmeTopicForm[context.locale], {
      topicId,
      priority,
      needIds: needs.map(({ id }) => id),
    })
    await show(context, its, its.topic, form)
  })

  post(paths.training.programmeTopic, signedIn, async (context) => {
    const its = await ofProgramme(context)
    const reading = readChosen(context.locale, { ...context.body, topicId: its.topic.id })
    if (!reading.ok) return show(context, its, its.topic, reading.form, 422)
    await keep(context, its.programme, its.place, reading.input)
  })

  post(paths.training.programmeTopicRemoval, signedIn, async (context) => {
    const { place, programme, topic } = await ofProgramme(context)
    await transact(db, context.viewer, (tx) => removeTopic(tx, programme, topic.id))
    back(context, place)
  })
}

const readChosen = (locale: Locale, body: Body) => {
  const reading = readForm(i18nScope, programmeTopicForm[locale], body)
  return reading.ok ? { ...reading, form: blankForm(i18nScope, body) } : reading
}
