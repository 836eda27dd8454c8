/** Whether a column's amounts are with VAT or without, as its head says; a key of `plans:vat`. */
export type SaidVat = 'gross' | 'net'

/** What a column holds whose head may mean a name as well as an amount; its cells tell which. */
export const costs = 'costs'

// Plain names, as `bareHead` leaves them: small letters without diacritics, marks, currency and VAT.
const said: Record<string, string> = {
  month:
    'men, menesis un gads, izpildes menesis, planotais menesis, kuu ja aasta, kuu aasta, menesis gads, mon, month year',
  kind: 'rindas veids, rea liik, line type, type',
  category:
    'izmaksu kategorija, izdevumu kategorija, kulukategooria, kulu kategooria, cost category, budget category, expense category',
  what:
    'nosaukums, apraksts, pozicija, izmaksu pozicija, izdevumu pozicija, tames pozicija, izmaksu nosaukums, izdevumu nosaukums, ' +
    'pozicijas nosaukums, izmaksu apraksts, izdevumu apraksts, preces nosaukums, preces apraksts, pakalpojuma nosaukums, ' +
    'preces pakalpojuma nosaukums, prece pakalpojums, preces un pakalpojumi, darba nosaukums, darbu nosaukums, materiala nosaukums, ' +
    'materialu nosaukums, izmaksu veida nosaukums, nosaukums apraksts, prece, pakalpojums, ' +
    'nimetus, kirjeldus, artikkel, kuluartikkel, kulurida, kulu nimetus, kulude nimetus, kulu kirjeldus, kulu selgitus, kauba nimetus, ' +
    'toote nimetus, too nimetus, toode nimetus, teenuse nimetus, kaup teenus, toode teenus, toode, kaup, eelarverida, ese, ' +
    'item, description, item description, cost item, budget item, budget line, line item, cost description, expense item, name, position, ' +
    'product, product service, goods, goods services, goods and services',
  quantity:
    'daudz, skaits, daudzums skaits, skaits daudzums, vienibu skaits, vien skaits, apjoms, ' +
    'hulk, arv, kogus arv, uhikute arv, uhikuid, kogus uhikutes, qty, quant, no of units, number of units, units, count, nr of units',
  unit:
    'merv, merv vien, merv vieniba, mervieniba, mervien, mer vien, mera vieniba, vien, ' +
    'uh, moodtuhik, mootuhik, mootuhiku nimetus, moot uhik, unit of measure, unit of measurement, measurement unit, measure, uom',
  unitPrice:
    'cena, vienibas cena, vien cena, vienas vienibas cena, 1 vienibas cena, vienibu cena, cena vieniba, cena vien, cena par vienibu, ' +
    'cena par vien, cena par 1 vienibu, cena par 1 vien, cena par vienu vienibu, cena par gab, cena par gabalu, gab cena, gabala cena, ' +
    'cena gab, cena 1 gab, cena 1 vien, cena 1 vieniba, cena 1 vienibai, cena vienibai, vienibas izmaksas, vienibas izcenojums, izmaksas par vienibu, izmaksas par 1 vienibu, ' +
    'hind, uhiku hind, uhikuhind, uhik hind, uh hind, uhe uhiku hind, 1 uhiku hind, hind uhik, hind uh, hind uhiku kohta, hind tk, tk hind, ' +
    'tukihind, tuki hind, uhiku maksumus, uhikumaksumus, uhiku kulu, maksumus uhik, ' +
    'price, price unit, unit cost, cost per unit, price per unit, price per item, price per piece, price each, cost each, price pcs, ' +
    'unit rate, u price, cost unit, price 1 unit',
  vat: 'pievienotas vertibas nodoklis, pvn likme, kaibemaksumaar, km, km maar, value added tax, vat rate',
  amount:
    'kopa, kopsumma, kopeja summa, summa kopa, kopa summa, izmaksas kopa, kopejas izmaksas, izdevumi kopa, kopejie izdevumi, pavisam, ' +
    'pavisam kopa, kopeja cena, kopcena, cena kopa, kopejais finansejums, vertiba, kopeja vertiba, pozicijas summa, ' +
    'kokku, summa kokku, kogusumma, koguhind, hind kokku, kokku hind, maksumus, kogumaksumus, maksumus kokku, kogukulu, kulu kokku, ' +
    'kulud kokku, kogueelarve, eelarve kokku, total, totals, sum, total amount, total sum, total cost, total costs, total price, ' +
    'line total, amount total, cost total, price total, grand total, value, total value',
  fromErdf:
    'eraf finansejums, eraf dala, eraf lidzfinansejums, erf toetus, erf osa, erf rahastus, erdf funding, erdf share, erdf grant',
  fromPartner:
    'partnera finansejums, partnera lidzfinansejums, partnera dala, partneri osa, partneri rahastus, partneri panus, partner funding, ' +
    'partner contribution, partner share',
  fromMunicipality:
    'pasvaldibas finansejums, pasvaldibas lidzfinansejums, pasvaldibas dala, pasvaldibas budzets, pasvaldibas budzeta, pasvaldibas lidzekli, ' +
    'omavalitsuse osa, omavalitsuse toetus, omavalitsuse rahastus, omavalitsuse panus, omavalitsuse eelarve, kov, kovi osa, kovi toetus, ' +
    'vald, valla osa, valla toetus, municipal funding, municipal contribution, municipal share, municipality funding, municipality contribution, ' +
    'municipality share, municipal budget',
  fromCommunity:
    'kopiena, kopienas lidzfinansejums, kopienas finansejums, kopienas dala, kogukond, kogukonna osa, kogukonna panus, community, community contribution, own cash',
  fromInKind: 'ieguldijums natura, mitterahaline panus, mitterahaline osa, in kind contribution',
  fromRevenue: 'tulud, ienemumu dala, omatulu, revenues',
  fromOther:
    'citi, citi avoti, cits avots, cits finansejums, muud, muud allikad, muu allikas, muu rahastus, others, other sources, other funding',
  [costs]: 'izmaksas, izdevumi, tame, kulu, kulud, eelarve, cost, costs, expense, expenses, expenditure, expenditures',
}

const fields = new Map(Object.entries(said).flatMap(([field, words]) => words.split(', ').map((word) => [word, field])))

// Heads that say more than the words above, by what they are made of; another's name is no line's.
const [one, price] = ['(?:vienib|uhik|unit|gab|tk\\b)', '(?:cena|izmaks|hind|maksumus|kulu|price|cost)']
const longer: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${one}.*${price}|${price}.*${one}`), 'unitPrice'],
  [
    new RegExp(
      `^(?:kopa|kopej|kokku|kogu|total).*(?:summa|amount|${price})|(?:summa|amount|${price}).* (?:kopa|kokku|total)$`,
    ),
    'amount',
  ],
  [
    /^(?!.*(?:piegad|partner|organiz|firma|uznemum|projekt|iniciativ|tarnija|ettevot|supplier|company)).*(?:nosaukums|apraksts|nimetus|kirjeldus|description)$/,
    'what',
  ],
]

const tax = '(?:pvn|pievienotas vertibas nodok[a-z]{1,3}|vat|km|kaibemaks)'
const rate = '(?: ?\\d{1,2} ?%)?'
const net = new RegExp(
  `\\b(?:bez ${tax}|${tax} neieskaitot|neieskaitot ${tax}|(?:ilma )?(?:km|kaibemaks?)-?(?:u?ta)|ilma ${tax}|(?:w/o|without|excl\\.?|excluding|ex|ex\\.|before) ${tax}|${tax} excl(?:uded|\\.)?|neto|net)${rate}(?![a-z])`,
)
const gross = new RegExp(
  `\\b(?:ar ${tax}|ieskaitot ${tax}|${tax} ieskaitot|(?:koos )?(?:km|kaibemaks?)-?u?ga|koos ${tax}|sh ${tax}|(?:incl\\.?|including|with|after) ${tax}|${tax} incl(?:uded|\\.)?|bruto|gross)${rate}(?![a-z])`,
)
const currency = /€|\b(?:eur[a-z]{0,4}|eiro)\b/
const thousands = /\b(?:tukst|tuh|thous|mln|milj|mio)|\b1 ?000\b|\bk€|\bt€/

/** Whether a head, spelled plainly, says that amounts are with VAT or without; null where it says neither. */
export function vatIn(head: string): SaidVat | null {
  if (net.test(head)) return 'net'
  return gross.test(head) ? 'gross' : null
}

/** Whether a head, spelled plainly, says that what stands below is in thousands, which no column of ours is. */
export const isInThousands = (head: string): boolean => thousands.test(head)

/**
 * The field, or `costs`, that people mean by a head, spelled plainly; undefined where nobody knows. `own` are the portal's words
 * for fields by their plain names.
 */
export function fieldSaid(head: string, own: ReadonlyMap<string, string>): string | undefined {
  const bare = [head, head.replaceAll('- ', '')].map(bareHead)
  const field = [...bare, ...bare.map((each) => each.replace(/ (?:tk|gab|gb|pcs|vienibas|uhikud|units)$/, ''))]
    .map((each) => own.get(each) ?? fields.get(each) ?? longer.find(([words]) => words.test(each))?.[1])
    .find(Boolean)
  return field === costs && currency.test(head) ? 'amount' : field
}

// Without its number, what stands in brackets, currency, VAT and marks.
const bareHead = (head: string): string =>
  head
    .replace(/^\d{1,2}[.)] ?/, '')
    .replace(net, ' ')
    .replace(gross, ' ')
    .replaceAll(/[([][^()[\]]*[)\]]/g, ' ')
    .replace(/\b\d{1,3}(?:[.,]\d{1,2})? ?%/, ' ')
    .replace(currency, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
