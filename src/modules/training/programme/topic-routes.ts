import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import {
  blankForm,
  fillForm,
  readForm,
  withProblems,
  type Body,
  type FieldDifference,
  type Form,
} from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { topicForm } from './schema.ts'
import { mayOfCatalogue as may } from './policy.ts'
import { addTopic, updateTopic, type TopicInput } from './commands.ts'
import { findTopic, listTopics, type TopicInUse } from './queries.ts'
import type { Topic } from './programme.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/programme/topics': { topics: (TopicInUse & { mayEdit: boolean })[]; mayAdd: boolean }
    'modules/training/programme/topic': { topic: Topic | null; form: Form; conflict: FieldDifference[] | null }
  }
}

const i18nScope = 'training:topic'

/** The catalogue of what is taught, in the three languages of the project. */
export function trainingTopicRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  get(paths.training.topics, signedIn, async ({ res, viewer }) => {
    orForbidden(may.view(viewer))
    const topics = await listTopics(db)
    render(res, 'modules/training/programme/topics', {
      topics: topics.map((topic) => ({ ...topic, mayEdit: may.edit(viewer, topic) })),
      mayAdd: may.add(viewer),
    })
  })

  get(paths.training.addTopic, signedIn, ({ res, viewer }) => {
    orForbidden(may.add(viewer))
    render(res, 'modules/training/programme/topic', { topic: null, form: blankForm(i18nScope), conflict: null })
  })

  post(paths.training.addTopic, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    orForbidden(may.add(viewer))
    const reading = readTopic(locale, body, null)
    if (!reading.ok)
      return render(res, 'modules/training/programme/topic', { topic: null, form: reading.form, conflict: null }, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        await addTopic(tx, reading.input)
        return paths.training.topics()
      },
    })
  })

  const one = async ({ viewer, params }: RouteContext<'topic', Viewer>): Promise<Topic> => {
    orForbidden(may.view(viewer))
    const topic = orNotFound(await findTopic(db, params.topic))
    orForbidden(may.edit(viewer, topic))
    return topic
  }

  get(paths.training.topic, signedIn, async (context) => {
    const topic = await one(context)
    render(context.res, 'modules/training/programme/topic', {
      topic,
      form: fillTopic(context.locale, topic),
      conflict: null,
    })
  })

  post(paths.training.topic, signedIn, async (context) => {
    const { res, locale, body } = context
    const topic = await one(context)
    const reading = readTopic(locale, body, topic)
    if (!reading.ok)
      return render(res, 'modules/training/programme/topic', { topic, form: reading.form, conflict: null }, 422)
    const seen = { id: topic.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => updateTopic(tx, seen, reading.input),
      to: paths.training.topics(),
      conflict: {
        latest: () => one(context),
        fill: (now) => fillTopic(locale, now),
        show: (now, form, conflict) =>
          render(res, 'modules/training/programme/topic', { topic: now, form, conflict }, 409),
      },
    })
  })
}

function fillTopic(locale: Locale, { title, kind, halfDays, version }: Topic): Form {
  const texts = Object.fromEntries(locales.map((each) => [each, title[each] ?? ''])) as Record<Locale, string>
  const form = fillForm(i18nScope, topicForm[locale], { ...texts, kind, halfDays })
  return { ...form, values: { ...form.values, version: String(version) } }
}

type Reading = { ok: true; input: TopicInput } | { ok: false; form: Form }

// The three are written beside each other, so that none is older than another.
function readTopic(locale: Locale, body: Body, before: Topic | null): Reading {
  const reading = readForm(i18nScope, topicForm[locale], body)
  if (!reading.ok) return reading
  const { kind, halfDays, ...texts } = reading.input
  const written = locales.filter((each) => texts[each] !== '')
  const source =
    written.find((each) => each === before?.title.source) ?? written.find((each) => each === locale) ?? written[0]
  if (source === undefined)
    return { ok: false, form: withProblems(i18nScope, body, { [locale]: { key: 'required', params: {} } }) }
  const title: Multilingual = { source, ...Object.fromEntries(written.map((each) => [each, texts[each]])) }
  return { ok: true, input: { title, kind, halfDays } }
}
