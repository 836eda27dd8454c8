import { exactly, stem, type ForbiddenWord } from './word.ts'

/** The planted texts stood in the portal until somebody read it as an official of Latvia would. */
export const latvian: ForbiddenWord[] = [
  { pattern: stem('darbgald'), why: 'a workbench; one’s own page is „Mani darbi”', planted: 'Mans darbgalds' },
  { pattern: stem('pusdien'), why: 'lunch; half a day is „dienas puse”', planted: '{{count}} pusdienas' },
  { pattern: stem('apmācīb'), why: 'training is „mācības”', planted: 'Apmācību programma' },
  { pattern: stem('bilanc'), why: 'a balance sheet; income minus expenses is „saldo”', planted: 'Bilance' },
  { pattern: stem('pierādījum'), why: 'proof in court; it is „apliecinājums”', planted: 'Trūkst pierādījumu' },
  { pattern: stem('iesniegum'), why: 'a letter to an authority, not a plan', planted: 'Atsaukt iesniegumu' },
  { pattern: stem('kvadrātkod'), why: 'it is „QR kods”', planted: 'Šīs adreses kvadrātkods:' },
  { pattern: stem('ķeksī'), why: 'colloquial; it is „atzīme”', planted: 'Bez ķeksīša šis mentors lasa' },
  { pattern: stem('datn'), why: 'it is „fails”', planted: 'Datnes', innocent: 'Citu sīkdatņu nav.' },
  { pattern: stem('pārlūkprogramm'), why: 'it is „pārlūks”', planted: 'Pārlūkprogramma nosūtīja' },
  { pattern: stem('fotogrāfij'), why: 'it is „fotoattēls”', planted: 'Fotogrāfija ar emblēmu' },
  { pattern: stem('pārbaudītāj|revident'), why: 'it is „auditors”', planted: 'projekta pārbaudītājs' },
  { pattern: stem('sapulc|tikšan'), why: 'it is „sanāksme”', planted: 'Tiešsaistes sapulce' },
  { pattern: stem('konteiner'), why: 'it is „elektroniski parakstīts fails”', planted: 'parakstītu konteineru' },
  { pattern: stem('dienu bank'), why: 'it is „mācību dienu uzskaite”', planted: 'Dienu banka' },
  { pattern: stem('atvērt kontu|kontus atver'), why: 'done in a bank; it is „izveidot”', planted: 'Atvērt kontu' },
  { pattern: stem('pa (?:šo|to) laiku'), why: 'it is „tikmēr”', planted: 'Pa šo laiku kāds šo aktu mainījis.' },
  { pattern: stem('ved\\p{L}* mājās'), why: 'to cart home; it is „pārņemt”', planted: 'Ko vedam mājās' },
  { pattern: stem('ļaudis'), why: 'of fairy tales; they are „iedzīvotāji”', planted: 'Ideju redzēs pagasta ļaudis' },
  {
    pattern: stem('lietas?, kas trūkst|kas (?:vēl )?trūkst'),
    why: 'trūkt takes the genitive',
    planted: 'Kas vēl trūkst',
  },
  {
    pattern: stem('atbild\\p{L}* (?:\\p{L}+ )?vajadzīb'),
    why: 'needs are not answered; they have a „risinājums”',
    planted: 'Tēmas, kas atbild vajadzībām',
    innocent: 'Tēmas, kas atbilst vajadzībām',
  },
  {
    pattern: stem('atdo[td]\\p{L}* (?:\\p{L}+ )?labošanai'),
    why: 'handed over for repair; it is „atgriezt labošanai”',
    planted: 'Atdots Jums labošanai',
  },
  {
    pattern: stem('mentor[ua] mēne(?!ša pārsk)|(?:apstiprin|iesnie|atsauk|atvēr)\\p{L}* mēnesi(?!\\p{L})'),
    why: 'a month is not handed in; its „pārskats” is',
    planted: 'Iesniegt mēnesi',
    innocent: 'Mentora mēneša pārskats atsaukts',
  },
  {
    pattern: exactly('jūs|jūsu|jums'),
    why: 'the address has a capital letter everywhere',
    planted: 'Ko rakstījāt jūs',
  },
  {
    pattern:
      /(?:esat|bijāt)(?: \p{Ll}+)? \p{Ll}+(?:is|ies|āts|ots)(?!\p{L})|(?<!\p{L})[Pp]ats \p{Ll}+(?:iet|āt)(?!\p{L})/u,
    why: 'the reader may be a woman',
    planted: 'Jūs esat izgājis no portāla.',
    innocent: 'Pats portāls',
  },
  {
    pattern: /\p{L}+ot (?:no \p{L}+, )?(?:tas|tā|viss|šis|paliks)(?!\p{L})/u,
    why: 'whoever does what the participle says is not the subject of the sentence',
    planted: 'Izejot tas šeit tiks dzēsts.',
    innocent: 'Parakstoties Jūs apliecināt, ka piedalījāties.',
  },
  { pattern: /“/u, why: 'quotation marks are „ ”', planted: 'vēlreiz nospiediet “Saglabāt”' },
]
