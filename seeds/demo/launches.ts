import { et } from './text.ts'
import type { DemoLaunch } from './types.ts'

/** How far the initiatives of plans in force have come since: each stage from ready to closed can be seen somewhere. */
export const demoLaunches: readonly DemoLaunch[] = [
  {
    slug: 'gaujienas-kopienas-virtuve',
    by: 'gaujiena',
    launchedOn: '2020-05-04',
    confirmed: true,
    then: [{ to: 'operating' }],
  },
  { slug: 'gaujienas-paligs-majas', by: 'ape', launchedOn: '2020-06-08', confirmed: false, then: [] },
  { slug: 'varska-seto-koogi-opitoad', by: 'setomaa', launchedOn: '2020-06-13', confirmed: true, then: [] },
  {
    slug: 'varska-leelo-ja-pillituba',
    by: 'setomaa',
    launchedOn: '2020-09-15',
    confirmed: true,
    then: [
      { to: 'operating' },
      {
        to: 'paused',
        reason: et('Kogunemispiirangute ajal tunde ei toimu; jätkame, kui kooris laulda tohib.', {
          lv: 'Pulcēšanās ierobežojumu laikā nodarbību nav; atsāksim, kad drīkstēs dziedāt korī.',
          en: 'No lessons while meeting is restricted; we go on when a choir may sing again.',
        }),
      },
    ],
  },
  {
    slug: 'varska-koduabi-ja-soidud',
    by: 'setomaa',
    launchedOn: '2020-10-06',
    confirmed: true,
    then: [
      { to: 'operating' },
      {
        to: 'closed',
        reason: et('Sõidud võttis üle omavalitsuse sotsiaaltransport; koduabi jätkub naabrite toel.', {
          lv: 'Braucienus pārņēma pašvaldības sociālais transports; mājās palīdz kaimiņi.',
          en: 'The municipality’s social transport has taken over the rides; neighbours go on helping at home.',
        }),
      },
    ],
  },
]
