import type { DemoVisit } from './types.ts'

const seto = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    parish: 'gaujiena',
    name: `Demo dalībniece ${at + 11}`,
    email: at === 0 ? `dalibniece.${at + 11}@example.com` : null,
    phone: at === 0 ? null : `+371200000${at + 11}`,
    boardsAt: 'Gaujiena',
    needs: '',
  }))

/** The second visit, to the Seto: published, with people on the list and one who waits. */
export const toSetomaa: DemoVisit = {
  number: 2,
  host: 'setomaa',
  title: {
    source: 'et',
    et: 'Seto tare: laul, leib ja käsitöö',
    lv: 'Setu sēta: dziesma, maize un amats',
    en: 'The Seto house: song, bread and craft',
  },
  about: {
    source: 'et',
    et: 'Kuidas Värskas ja Mikitamäel elatakse pärimusest nii, et see jääb omaks: kohvik, töötoad, laulupäevad.',
    lv: 'Kā Verskā un Mikitamē dzīvo no mantojuma tā, ka tas paliek savējais: kafejnīca, darbnīcas, dziesmu dienas.',
    en: 'How people in Värska and Mikitamäe live from what was handed down so that it stays their own: a café, workshops, days of song.',
  },
  packing: {
    source: 'et',
    et: '- isikut tõendav dokument\n- soojad sokid, jalanõud jäävad ukse juurde\n- üks laul oma kandist',
    lv: '- personu apliecinošs dokuments\n- siltas zeķes, apavi paliek pie durvīm\n- viena dziesma no savas puses',
    en: '- proof of identity\n- warm socks, shoes stay at the door\n- one song from where you live',
  },
  from: '2020-05-14',
  to: '2020-05-15',
  contact: '+372 50000000',
  seminar: {
    title: {
      source: 'et',
      et: 'Millal muutub tava teenuseks',
      lv: 'Kad paraža kļūst par pakalpojumu',
      en: 'When a custom becomes a service',
    },
    on: '2020-05-15',
    starts: '10:00',
    ends: '13:30',
    place: 'Värska kultuurikeskus',
  },
  stops: [
    {
      on: '2020-05-14',
      starts: '12:00',
      ends: '14:00',
      place: { source: 'et', et: 'Värska talumuuseum', lv: 'Verskas lauku sētas muzejs', en: 'Värska farm museum' },
      host: 'Värska kogukond',
      theme: {
        source: 'et',
        et: 'Lõuna küpsetatakse koos: ahi, leib, sõir.',
        lv: 'Pusdienas cepam kopā: krāsns, maize, siers.',
        en: 'Lunch is baked together: oven, bread, cheese.',
      },
    },
    {
      on: '2020-05-14',
      starts: '15:00',
      ends: '17:30',
      place: { source: 'et', et: 'Mikitamäe töötoad', lv: 'Mikitamē darbnīcas', en: 'Mikitamäe workshops' },
      host: 'Mikitamäe kogukond',
      theme: {
        source: 'et',
        et: 'Käsitöö hind: materjal, aeg, lugu.',
        lv: 'Rokdarba cena: materiāls, laiks, stāsts.',
        en: 'The price of a craft: material, time, story.',
      },
    },
    {
      on: '2020-05-15',
      starts: '10:00',
      ends: '13:30',
      place: { source: 'et', et: 'Värska kultuurikeskus', lv: 'Verskas kultūras centrs', en: 'Värska culture centre' },
      host: 'Setomaa Liit',
      theme: { source: 'et', et: 'Ühisseminar.', lv: 'Kopīgais seminārs.', en: 'The joint seminar.' },
    },
  ],
  legs: [
    {
      on: '2020-05-14',
      leaves: '06:30',
      from: 'Engure',
      to: 'Värska',
      seats: 30,
      note: { source: 'lv', lv: 'Apstājas Rīgā un Apē.', et: 'Peatub Riias ja Apes.', en: 'Stops in Riga and in Ape.' },
    },
    { on: '2020-05-15', leaves: '14:30', from: 'Värska', to: 'Engure', seats: 30 },
  ],
  nights: [{ on: '2020-05-14', place: 'Külalistemaja järve ääres', address: 'Värska', beds: 32 }],
  places: {
    gaujiena: 2,
    ape: 2,
    trapene: 2,
    viresi: 2,
    engure: 3,
    lapmezciems: 3,
    smarde: 3,
    iisaku: 2,
    illuka: 2,
    maetaguse: 2,
  },
  travellers: [
    ...seto(3),
    {
      parish: 'engure',
      name: 'Demo dalībnieks 21',
      email: 'dalibnieks.21@example.com',
      phone: null,
      boardsAt: 'Engure',
      needs: 'Bez piena produktiem',
    },
  ],
  held: false,
  lessons: [],
}
