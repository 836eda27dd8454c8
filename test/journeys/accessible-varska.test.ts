import { walkAs } from '../support/accessible.ts'

walkAs('varska')
