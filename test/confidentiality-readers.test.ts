import { findOnlyTheirs } from './support/confidentiality.ts'

findOnlyTheirs('lead', 'auditor', 'admin')
