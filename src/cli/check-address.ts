import type { Config } from '#config.ts'
import { paths } from '#platform/paths/paths.ts'
import { StartupError } from '#platform/values/startup-error.ts'

/**
 * Looks whether the portal answers where links in letters lead, whoever stands before it, and says so by `say`: whether nothing
 * is wrong with it.
 */
export async function checkAddress(
  { origin }: Pick<Config, 'origin'>,
  say: (thing: string, look: () => Promise<string>) => Promise<boolean>,
): Promise<boolean> {
  if (new URL(origin).hostname === 'localhost')
    return say('address', () => Promise.resolve(`${origin}, for this machine alone`))
  const page = `${origin}/lv${paths.people.signIn()}`
  const answer = await fetch(page, { signal: AbortSignal.timeout(5000), redirect: 'manual' }).catch(() => null)
  if (!answer) {
    console.log(
      `note   address: nobody answers at ${page}, where the links in letters lead; look again once the portal runs`,
    )
    return true
  }
  return say('address', () => checkAnswer(origin, page, answer))
}

async function checkAnswer(origin: string, page: string, answer: Response): Promise<string> {
  if (answer.status === 200) {
    if ((await answer.text()).includes(`action="/lv${paths.people.signIn()}"`)) return `${page} lets people sign in`
    throw new StartupError(
      `${page} is no page of the portal, and links in letters lead there: ORIGIN names another host`,
    )
  }
  if (!origin.startsWith('https:'))
    throw new StartupError(
      `${page} answers ${answer.status}, and links in letters lead there: ORIGIN names another host, or no portal`,
    )
  throw new StartupError(
    `${page} answers ${answer.status}: the proxy is to pass on X-Forwarded-Proto, and TRUST_PROXY to name it; see docs/operations.md`,
  )
}
