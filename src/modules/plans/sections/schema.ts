import { z } from 'zod'
import { audiences, initiativeCategories, providers } from '#modules/initiatives/initiative/initiative.ts'
import { inEachLocale } from '#platform/forms/fields.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { cents, mostCents, type Cents } from '#platform/values/money.ts'
import { lineAmount } from '#modules/plans/plan/finance.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import {
  contributions,
  cooperationKinds,
  jobKinds,
  lineCategories,
  lineKinds,
  priorities,
  vatModes,
} from '#modules/plans/plan/initiative-content.ts'
import type { SectionName } from '#modules/plans/plan/plan.ts'
import type { RowSection } from '#modules/plans/plan/section-tables.ts'

// A slip of the finger, such as 2200 for 2020, would draw the months of a plan over centuries.
const planYears = { least: 2014, most: 2049 }

export const initiativeForm = inEachLocale((field) =>
  z.object({
    title: field.text(120),
    category: field.choice(initiativeCategories),
    summary: field.text(400),
    description: field.prose(),
    responsible: field.person(200),
    startsOn: field.day(planYears),
    place: field.text(200),
    serves: field.choice(audiences),
    provider: field.choice(providers),
    risks: field.prose(4000),
    sustainability: field.prose(4000),
    openToCommunity: field.checkbox(),
    version: field.version(),
  }),
)

export type InitiativeInput = z.output<(typeof initiativeForm)['en']>

export const newInitiativeForm = inEachLocale((field) => z.object({ title: field.required(120) }))

// A source left empty gives nothing, and is shown empty again rather than as a column of zeros.
const share = (euros: z.ZodType<Cents | null, string>) =>
  z.codec(z.string().default(''), z.custom<Cents>(), {
    decode: (typed, context) => {
      const result = euros.safeParse(typed)
      for (const issue of result.error?.issues ?? []) context.issues.push({ ...issue, code: 'custom', input: typed })
      return (result.success ? result.data : null) ?? cents(0)
    },
    encode: (amount) => (amount === 0 ? '' : (z.encode(euros as never, amount as never) as string)),
  })

/** The form of one row of each section, in each language. */
export const rowForms: Record<RowSection, Record<'lv' | 'et' | 'en', z.ZodObject>> = {
  'target-groups': inEachLocale((field) =>
    z.object({
      initiativeId: field.id(),
      who: field.text(200),
      size: field.whole(0, 1_000_000),
      gain: field.text(1000),
    }),
  ),
  resources: inEachLocale((field) =>
    z.object({
      resourceId: field.id(),
      initiativeId: field.id(),
      whatFor: field.text(400),
      contribution: field.choice(contributions),
      quantity: field.quantity(),
      unit: field.text(40),
    }),
  ),
  actions: inEachLocale((field) =>
    z
      .object({
        initiativeId: field.id(),
        what: field.text(300),
        who: field.person(200),
        fromMonth: field.month(planYears),
        toMonth: field.month(planYears),
        deliverable: field.text(1000),
      })
      .refine(({ fromMonth, toMonth }) => !fromMonth || !toMonth || fromMonth <= toMonth, {
        path: ['toMonth'],
        message: 'month_order',
      }),
  ),
  finance: inEachLocale((field) =>
    z
      .object({
        kind: field.choice(lineKinds),
        month: field.month(planYears),
        category: field.choice(lineCategories),
        what: field.text(200),
        unit: field.text(40),
        quantity: field.quantity(),
        unitPrice: field.euros(),
        vat: field.choice(vatModes),
        ...Object.fromEntries(fundingSources.map((source) => [source, share(field.euros())])),
      })
      .refine((line) => lineAmount(line) <= mostCents, { path: ['unitPrice'], error: 'amount' }),
  ),
  investments: inEachLocale((field) =>
    z.object({
      initiativeId: field.id(),
      what: field.text(200),
      why: field.text(1000),
      cost: field.euros(),
      priority: field.choice(priorities),
      keeper: field.text(400),
    }),
  ),
  cooperation: inEachLocale((field) =>
    z
      .object({
        initiativeId: field.id(),
        kind: field.choice(cooperationKinds),
        reason: field.text(1000),
        municipalityGives: field.text(1000),
        communityGives: field.text(1000),
        contact: field.text(200),
        fromDay: field.day(planYears),
        toDay: field.day(planYears),
        signedOn: field.day(planYears),
      })
      .refine(({ fromDay, toDay }) => !fromDay || !toDay || fromDay <= toDay, {
        path: ['toDay'],
        message: 'day_order',
      }),
  ),
  jobs: inEachLocale((field) =>
    z.object({
      initiativeId: field.id(),
      kind: field.choice(jobKinds),
      fte: field.share(),
      startsOn: field.day(planYears),
      who: field.text(400),
    }),
  ),
}

/** The form of some texts of a section, each with the limits of its own field, by the name it is posted under. */
export const translationForm = (
  section: SectionName,
  locale: Locale,
  texts: readonly { name: string; field: string }[],
): z.ZodObject => {
  const { shape }: z.ZodObject = section === 'initiatives' ? initiativeForm[locale] : rowForms[section][locale]
  return z.object(Object.fromEntries(texts.flatMap(({ name, field }) => (shape[field] ? [[name, shape[field]]] : []))))
}

/** The fields of a section's rows, in the order of their form. */
export const fieldsOf = (section: RowSection): string[] => Object.keys(rowForms[section].en.shape)
