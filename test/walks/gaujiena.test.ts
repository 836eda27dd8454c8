import { walkAs } from '../support/accessible-pages.ts'

walkAs('gaujiena')
