import { vi } from 'vitest'
import { examinePages } from '../support/accessible.ts'

vi.setConfig({ testTimeout: 180_000 })

// Latvian and Estonian words are longer, and are read on a telephone.
examinePages('lv', 320)
