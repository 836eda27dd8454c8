import { randomUUID } from 'node:crypto'

/** The key under which a form holds a row that has not been saved yet: `new-` and eight hexadecimal digits. */
export const newRowKey = (): string => `new-${randomUUID().slice(0, 8)}`
