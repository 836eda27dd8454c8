import { lv } from '../text.ts'
import type { DemoNeeds, DemoSwot } from './types.ts'

const kitchen = 'gaujienas-kopienas-virtuve'
const homeHelp = 'gaujienas-paligs-majas'

export const gaujienaNeeds: DemoNeeds = {
  parish: 'gaujiena',
  needs: [
    {
      title: lv('Virtuve, kurā drīkst gatavot pārdošanai', {
        et: 'Köök, kus tohib müügiks valmistada',
        en: 'A kitchen in which one may cook for sale',
      }),
      description: lv('Bijušajā skolas virtuvē ir plīts un izlietnes, bet tā nav reģistrēta pārtikas apritei.', {
        et: 'Endises kooliköögis on pliit ja kraanikausid, kuid see ei ole toidukäitlejana registreeritud.',
        en: 'The former school kitchen has a stove and sinks but is not registered as a food business.',
      }),
      category: 'premises',
      severity: 5,
      priority: 'must',
      people: 120,
      from: 'conclusions.need_1',
      answers: [{ action: [kitchen, 0] }, { investment: kitchen }, { advice: '2019-11-12' }],
    },
    {
      title: lv('Palīgs mājās senioriem ārpus centra', {
        et: 'Koduabiline eakatele väljaspool keskust',
        en: 'A helper at home for seniors outside the centre',
      }),
      category: 'skill',
      severity: 5,
      priority: 'must',
      people: 60,
      from: 'services.elderly',
      answers: [{ action: [homeHelp, 0] }],
    },
    {
      title: lv('Cilvēki, kas prot vadīt', {
        et: 'Inimesed, kes oskavad eest vedada',
        en: 'People who know how to lead',
      }),
      category: 'skill',
      severity: 3,
      priority: 'should',
      people: 10,
      from: 'people.leaders',
      answers: [
        {
          topic: 'leadership',
          note: lv('No Gaujienas brauc četri', { et: 'Gaujienast osaleb neli', en: 'Four go from Gaujiena' }),
        },
      ],
    },
    {
      title: lv('Vieta, kur jauniešiem palikt pēc četriem', {
        et: 'Koht, kus noored saavad pärast kella nelja olla',
        en: 'A place where young people can be after four',
      }),
      category: 'premises',
      severity: 4,
      priority: 'should',
      people: 45,
      from: 'services.children',
    },
    {
      title: lv('Savs mikroautobuss', { et: 'Oma väikebuss', en: 'A minibus of our own' }),
      category: 'equipment',
      severity: 2,
      priority: 'could',
      people: 30,
      droppedFor: lv('Pašvaldība atklāja autobusa maršrutu līdz centram.', {
        et: 'Omavalitsus avas bussiliini keskusesse.',
        en: 'The municipality opened a bus line to the centre.',
      }),
    },
  ],
}

export const gaujienaRanked: DemoSwot = {
  parish: 'gaujiena',
  round: 'baseline',
  items: {
    strength: [
      [
        lv('Audējas un pavāres ar pieredzi', { et: 'Kogenud kangrud ja kokad', en: 'Experienced weavers and cooks' }),
        14,
      ],
      [
        lv('Gauja, pilsdrupas un parks', {
          et: 'Koiva, linnusevaremed ja park',
          en: 'The river, the ruins and the park',
        }),
        11,
      ],
      [
        lv('Silts tautas nams un brīva skolas virtuve', {
          et: 'Soe rahvamaja ja vaba kooliköök',
          en: 'A warm community house and a free school kitchen',
        }),
        9,
      ],
    ],
    weakness: [
      [
        lv('Visu rīko vieni un tie paši desmit', {
          et: 'Kõike korraldavad samad kümme',
          en: 'The same ten organise everything',
        }),
        13,
      ],
      [lv('Nav reģistrētas virtuves', { et: 'Registreeritud kööki ei ole', en: 'There is no registered kitchen' }), 10],
    ],
    opportunity: [
      [
        lv('Laivotāji, kam nav kur paēst', {
          et: 'Paadimatkajad, kel pole kus süüa',
          en: 'Boaters with nowhere to eat',
        }),
        12,
      ],
      [lv('Kaimiņi Igaunijas pusē', { et: 'Naabrid Eesti poolel', en: 'Neighbours on the Estonian side' }), 6],
    ],
    threat: [
      [lv('Jaunie aizbrauc', { et: 'Noored lahkuvad', en: 'The young leave' }), 15],
      [lv('Skolu var slēgt', { et: 'Kool võidakse sulgeda', en: 'The school may be closed' }), 8],
    ],
  },
}
