import { vi } from 'vitest'
import { examinePages } from '../support/accessible.ts'

vi.setConfig({ testTimeout: 180_000 })

examinePages('en', 1024)
