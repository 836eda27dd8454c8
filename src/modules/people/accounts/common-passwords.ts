import { coreOf, withoutAccents } from './password-core.ts'
import { shortestPassword } from './shortest-password.ts'

// What people here would think of first, beside what the list of the whole world has.
const words = new Set(
  [
    'parole paroles paroli paroole parool parooli salasona salasonu mana manas manaparole mansparole',
    'minu minuparool minuparooli minusalasona latvija latvijas latvia eesti estonia igaunija lati administrators',
    'administraator administrator administratore mentors mentore mentor kopiena kopienas kogukond kogukonna sveiki',
    'labdien milestiba tere teretulemast armastus kallis ligo ligosvetki jani jaani jaanipaev interreg projekts projekt',
    'pagasts pagasta vald valla novads novada parish actlocal actlocally portals portaal password welcome letmein',
    'janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris',
    'jaanuar veebruar aprill juuni juuli september oktoober november detsember august january february march april june july',
    'october december pavasaris vasara rudens ziema kevad suvi sugis talv spring summer autumn winter pirmdiena esmaspaev',
    'ape apes engure engures gaujiena gaujienas trapene trapenes viresi viresu lapmezciems lapmezciema smarde smardes',
    'setomaa alutaguse alajoe iisaku illuka maetaguse tudulinna meremae mikitamae varska luhamaa peipsi kolkja',
  ].flatMap((line) => line.split(' ')),
)

const rows = ['qwertyuiopasdfghjklzxcvbnm', 'abcdefghijklmnopqrstuvwxyz', 'qazwsxedcrfvtgbyhnujmikolp']
const runs = rows.flatMap((row) => [row, Array.from(row).toReversed().join('')])

/** Whether this is tried among the first: a password as it is, or what is left of one without digits and marks. */
export type IsCommon = (text: string) => boolean

let read: Promise<IsCommon> | undefined

/** Knows what is tried first. The list is read when the first password is chosen: no start waits for it. */
export const commonPasswords = (): Promise<IsCommon> => (read ??= load())

async function load(): Promise<IsCommon> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const known = dictionary['passwords-common'].map(withoutAccents)
  // Whole ones count where they are as long as ours may be; shorter ones by their core alone.
  const listed = new Set([...known.filter(({ length }) => length >= shortestPassword), ...known.map(coreOf)])
  const isWord = (text: string) => words.has(text) || listed.has(text)
  const isTwoOfOurs = (text: string) =>
    Array.from({ length: text.length }, (_, at) => at).some(
      (at) => words.has(text.slice(0, at)) && words.has(text.slice(at)),
    )
  return (text) => isWord(text) || isTwoOfOurs(text) || runs.some((run) => run.includes(text))
}
