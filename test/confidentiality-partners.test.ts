import { findOnlyTheirs } from './support/confidentiality.ts'

findOnlyTheirs('ape', 'engure', 'setomaa', 'alutaguse')
