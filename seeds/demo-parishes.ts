import { ape } from './demo/ape.ts'
import { engure } from './demo/engure.ts'
import { gaujiena } from './demo/gaujiena.ts'
import { iisaku } from './demo/iisaku.ts'
import { illuka } from './demo/illuka.ts'
import { lapmezciems } from './demo/lapmezciems.ts'
import { maetaguse } from './demo/maetaguse.ts'
import { meremae } from './demo/meremae.ts'
import { smarde } from './demo/smarde.ts'
import type { DemoParish } from './demo/types.ts'
import { trapene } from './demo/trapene.ts'
import { alajoe, luhamaa, mikitamae, setomaa5, tudulinna } from './demo/parish-without-plan.ts'
import { varska } from './demo/varska.ts'
import { viresi } from './demo/viresi.ts'

/** What the 17 parishes of a demonstration portal have written: example data, no real people, plans or amounts. */
export const demoParishes: readonly DemoParish[] = [
  ape,
  gaujiena,
  trapene,
  viresi,
  engure,
  lapmezciems,
  smarde,
  meremae,
  mikitamae,
  varska,
  luhamaa,
  setomaa5,
  alajoe,
  iisaku,
  illuka,
  maetaguse,
  tudulinna,
]
