import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'
import { roles } from '#platform/values/viewer.ts'

const scopes = { partner: 'territoryId', mentor: 'parishId', member: 'parishId' } as const

export const roleForm = inEachLocale((field) =>
  z
    .object({
      role: field.choice(roles),
      territoryId: field.id(),
      parishId: field.id(),
      confirms: field.checkbox(),
      fromDay: field.day(),
      toDay: field.day(),
    })
    .superRefine(({ role, ...input }, context) => {
      const scope = scopes[role as keyof typeof scopes] as 'territoryId' | 'parishId' | undefined
      const missing = [!role && 'role', scope && !input[scope] && scope, !input.fromDay && 'fromDay']
      for (const path of missing) if (path) context.addIssue({ code: 'custom', path: [path], message: 'choose' })
      if (input.fromDay && input.toDay && input.toDay < input.fromDay) {
        context.addIssue({ code: 'custom', path: ['toDay'], message: 'day_order' })
      }
    }),
)

/** What the form of a new role begins with. */
export const newRoleForm = inEachLocale((field) => z.object({ fromDay: field.day() }))

export type RoleInput = z.output<(typeof roleForm)['en']>

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
