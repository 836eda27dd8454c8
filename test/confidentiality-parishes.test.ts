import { findOnlyTheirs } from './support/confidentiality.ts'

findOnlyTheirs('visitor', 'mentor', 'gaujiena', 'varska')
