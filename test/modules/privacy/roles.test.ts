import { rolesHold } from '../../support/roles.ts'

rolesHold('privacy')
