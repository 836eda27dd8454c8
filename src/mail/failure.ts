import { Unfit } from './compose.ts'
import type { Outcome } from './letter.ts'

/** What stopped a letter: nodemailer says what the server answered to which command, if it answered. */
interface Broken extends Error {
  code?: string
  responseCode?: number
  command?: string
}

/** Commands whose refusal is about this letter; one of an earlier command is about the portal, and all its letters. */
const ofTheLetter = ['RCPT TO', 'DATA']
const ownFaults = ['EENVELOPE', 'EMESSAGE']

/** What comes of a letter that was stopped, before or after it was handed over, and whether others may be tried. */
export function outcomeOf(error: Broken, handedOver: boolean): { outcome: Outcome; serverIsThere: boolean } {
  const { message: failure, responseCode, command = '', code = '' } = error
  if (responseCode !== undefined) {
    const serverIsThere = ofTheLetter.includes(command)
    return { outcome: { state: serverIsThere && responseCode >= 500 ? 'failed' : 'waiting', failure }, serverIsThere }
  }
  // An address or a size that nodemailer does not even bring to the server.
  if (error instanceof Unfit || ownFaults.includes(code)) {
    return { outcome: { state: 'failed', failure }, serverIsThere: true }
  }
  return { outcome: { state: handedOver ? 'unsure' : 'waiting', failure }, serverIsThere: false }
}
