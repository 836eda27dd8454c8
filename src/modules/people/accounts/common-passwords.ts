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
    // The municipalities, towns and regions of Latvia, and the counties and towns of Estonia.
    'aizkraukle aizkraukles aluksne aluksnes augsdaugava augsdaugavas adazi adazu balvi balvu bauska bauskas',
    'cesis cesu dienvidkurzeme dienvidkurzemes dobele dobeles gulbene gulbenes jelgava jelgavas jekabpils',
    'kraslava kraslavas kuldiga kuldigas kekava kekavas limbazi limbazu livani livanu ludza ludzas madona madonas',
    'marupe marupes ogre ogres olaine olaines preili preilu rezekne rezeknes ropazi ropazu salaspils saldus',
    'saulkrasti saulkrastu sigulda siguldas smiltene smiltenes talsi talsu tukums tukuma valka valkas valmiera',
    'valmieras varaklani varaklanu ventspils riga rigas daugavpils jurmala jurmalas liepaja liepajas kurzeme',
    'kurzemes vidzeme vidzemes latgale latgales zemgale zemgales selija selijas harju harjumaa hiiu hiiumaa',
    'idaviru idavirumaa virumaa jarva jarvamaa jogeva jogevamaa laane laanemaa laaneviru laanevirumaa parnu',
    'parnumaa polva polvamaa rapla raplamaa saare saaremaa tartu tartumaa valga valgamaa viljandi viljandimaa',
    'voru vorumaa maakond maakonna tallinn tallinna narva rakvere kuressaare haapsalu paide kardla johvi',
    // What is said every day.
    'mans mani manu darbs darba darbi kartupelis kartupeli saule saules saulite saulains saulaina diena dienas',
    'dienina laba labs labrit labvakar skaista skaists mila milestibas maja majas majinas gimene gimenes draugs',
    'draugi draudzene kakis kakitis suns sunitis zieds ziedi puke pukite roze rozes abols aboli maize piens',
    'kafija skola skolas skolotaja berns berni mamma mamina tetis omite vecmamina zvaigzne zvaigznite sniegs',
    'lietus jura juras mezs mezi upe upes ezers ezera ozols berzs jauns jauna jaunais gads gada rits vakars nakts',
    'prieks laime laimiga veiksme sirds sirsnina dzive dzives brivdiena atvalinajums nauda masina dators darzs',
    'lauki lauks ziemassvetki lieldienas tevzeme dzimtene kartul kartulid paike paikene paikeline paev paeva ilus',
    'kodu koju maja pere perekond sober sobrad sobranna kass kassike koer koerake lill lilled roos oun ounad leib',
    'piim kohv kool koolimaja opetaja laps lapsed lapseke emme emake issi vanaema vanaisa taht tahed lumi vihm',
    'meri mets metsa jogi jarv tamm kask hommik ohtu room onn onnelik suda sudame elu puhkus raha arvuti tood',
    'minul meie uus uue uued uut uusim uusaasta aasta aastat aastaid gadi gadu gadiem gadus joulud lihavotted isamaa kodumaa sunny day days work home house family friend',
    'friends cats dogs flower flowers hello love lovely secret happy year office computer garden summertime',
    'sunshine potato coffee school teacher mother father christmas easter village',
    'republika latvijasrepublika vabariik eestivabariik baltija baltijas vecmamma vectevs princese princis cilveks cilveki',
    'milu mila esmilutevi esmilu tevi milestiba armastan armastansind sind inimene inimesed printsess vanaonu vards uzvards',
    'setumaa seto setod liivimaa livonija mazsalaca mazsalacas seeonparool seon iloveyou iloveyousomuch happynewyear',
    'laimigujaunogadu headuutaastat priecigusziemassvetkus haidjoule tervetuloa correcthorsebatterystaple',
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
