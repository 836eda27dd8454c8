import { InvalidMessage } from './compose.ts'
import type { DeliveryOutcome } from './message.ts'

/** What stopped a message: nodemailer says what the server answered to which command, if it answered. */
interface SmtpError extends Error {
  code?: string
  responseCode?: number
  command?: string
}

/** Commands whose refusal is about this message; one of an earlier command is about the portal, and all its messages. */
const commandsAboutMessage = ['RCPT TO', 'DATA']
const ownFaults = ['EENVELOPE', 'EMESSAGE']

/** What comes of a message that was stopped, before or after it was handed over, and whether others may be tried. */
export function outcomeOf(error: SmtpError, handedOver: boolean): { outcome: DeliveryOutcome; serverIsThere: boolean } {
  const { message: failure, responseCode, command = '', code = '' } = error
  if (responseCode !== undefined) {
    const serverIsThere = commandsAboutMessage.includes(command)
    return { outcome: { state: serverIsThere && responseCode >= 500 ? 'failed' : 'waiting', failure }, serverIsThere }
  }
  // An address or a size that nodemailer does not even bring to the server.
  if (error instanceof InvalidMessage || ownFaults.includes(code)) {
    return { outcome: { state: 'failed', failure }, serverIsThere: true }
  }
  return { outcome: { state: handedOver ? 'unsure' : 'waiting', failure }, serverIsThere: false }
}
