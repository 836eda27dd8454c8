import { z } from 'zod'
import { inEachLocale, type Fields } from '#platform/forms/fields.ts'
import { roles } from '#platform/values/viewer.ts'
import { accountFields } from '#modules/people/accounts/schema.ts'

const scopes = { partner: 'territoryId', mentor: 'parishId', member: 'parishId' } as const

const roleFields = (field: Fields) => ({
  role: field.choice(roles),
  territoryId: field.id(),
  parishId: field.id(),
  confirms: field.checkbox(),
  fromDay: field.day(),
  toDay: field.day(),
})

const checkRole = ({ role, ...input }: RoleInput, context: z.RefinementCtx) => {
  const scope = scopes[role as keyof typeof scopes] as 'territoryId' | 'parishId' | undefined
  const missing = [!role && 'role', scope && !input[scope] && scope, !input.fromDay && 'fromDay']
  for (const path of missing) if (path) context.addIssue({ code: 'custom', path: [path], message: 'choose' })
  if (input.fromDay && input.toDay && input.toDay < input.fromDay) {
    context.addIssue({ code: 'custom', path: ['toDay'], message: 'day_order' })
  }
}

export const roleForm = inEachLocale((field) => z.object(roleFields(field)).superRefine(checkRole))

/** A new account and, where one is chosen, its first role; a place or a last day without a role says that one was forgotten. */
export const invitationForm = inEachLocale((field) =>
  z.object({ ...accountFields(field), ...roleFields(field) }).superRefine((input, context) => {
    if (input.role || input.territoryId || input.parishId || input.confirms || input.toDay) checkRole(input, context)
  }),
)

/** The fields of a role with nothing in them. */
export const noRole = { role: '', territoryId: '', parishId: '', confirms: '', fromDay: '', toDay: '' }

/** What the form of a new role begins with. */
export const newRoleForm = inEachLocale((field) => z.object({ fromDay: field.day() }))

type RoleInput = z.output<z.ZodObject<ReturnType<typeof roleFields>>>

/** The role that was typed, over what it is held over: another place chosen beside it is not meant. */
export function roleOf({ role, territoryId, parishId, confirms, fromDay, toDay }: RoleInput) {
  if (!role || !fromDay) throw new RangeError('a role has a name and a first day')
  const scope = scopes[role as keyof typeof scopes] as 'territoryId' | 'parishId' | undefined
  return {
    role,
    fromDay,
    ...(toDay ? { toDay } : {}),
    ...(scope === 'territoryId' && territoryId ? { territoryId } : {}),
    ...(scope === 'parishId' && parishId ? { parishId } : {}),
    confirms: role === 'member' && confirms,
  }
}

export const endRoleForm = inEachLocale((field) =>
  z.object({ toDay: field.day() }).refine(({ toDay }) => toDay !== null, { path: ['toDay'], error: 'day' }),
)
