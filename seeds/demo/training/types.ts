import type { TrainingKind, Modality, TrainingLanguage } from '#modules/training/days/training-day.ts'
import type { Priority } from '#modules/needs/needs/need.ts'
import type { Text } from '../types.ts'

type DateOfDay = [onDay: string, starts: string, ends: string, halfDays: 1 | 2]

/** A training day and how far it has come by the second of March 2020. */
export interface DemoDay {
  title: Text
  about?: Text
  agenda?: Text
  kind: TrainingKind
  organiser: 'ape' | 'engure' | 'setomaa' | 'alutaguse'
  parishes: string[]
  topics: string[]
  dates: DateOfDay[]
  modality?: Modality
  place?: string
  onlineAt?: string
  languages: TrainingLanguage[]
  interpretation?: Text
  capacity?: number
  closes?: string
  trainers?: string
  stage: 'planned' | 'published' | 'open' | 'held'
  /** Why it was called off, and where it was only put off, to which dates. */
  fate?: { reason: Text; to?: DateOfDay[] }
}

/** A parish's programme, as far as it has come. */
export interface DemoProgramme {
  parish: string
  /** Titles of needs in their own language, beside those that the topic answers already. */
  topics: [code: string, priority: Priority, ...needs: string[]][]
  stage: 'draft' | 'submitted' | 'approved' | 'returned'
  note?: Text
}
