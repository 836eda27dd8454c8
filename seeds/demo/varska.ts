import type { DemoParish } from './types.ts'
import { advice } from './varska/advice.ts'
import { cooking } from './varska/cooking.ts'
import { cooperations } from './varska/cooperations.ts'
import { errands } from './varska/errands.ts'
import { handicraft } from './varska/handicraft.ts'
import { resources } from './varska/resources.ts'
import { singing } from './varska/singing.ts'
import { et, idea } from './text.ts'

export const varska: DemoParish = {
  parish: 'varska',
  intro: et('Kogukond järve ääres männimetsade vahel, tuntud mineraalvee, muda ja leelo poolest.', {
    lv: 'Kopiena ezera krastā priežu mežos, pazīstama ar minerālūdeni, dūņām un leelo dziesmām.',
    en: 'A community by the lake among pine woods, known for mineral water, mud and leelo songs.',
  }),
  stage: 'in_change',
  initiatives: [
    cooking,
    singing,
    errands,
    handicraft,
    idea(
      'varska-lastelaager',
      'youth',
      et('Lastelaager vanavanemate juures', {
        lv: 'Bērnu nometne pie vecvecākiem',
        en: 'A children’s camp with grandparents',
      }),
      et('Nädal suvel: lapsed elavad taludes ja õpivad vanu töid.', {
        lv: 'Nedēļa vasarā: bērni dzīvo saimniecībās un mācās senus darbus.',
        en: 'A week in summer: children stay on farms and learn old work.',
      }),
    ),
    idea(
      'varska-talvesaun',
      'leisure',
      et('Avalik saun talvel'),
      et('Küla saun kord nädalas kõigile lahti, ujumiskohaga.'),
    ),
  ],
  resources,
  cooperations,
  advice,
}
