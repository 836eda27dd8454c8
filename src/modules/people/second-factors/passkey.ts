import { createHash } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { StepRefused, type Passkey } from './factor.ts'

// The library takes as long to read as half of the portal, and few requests need it.
const library = () => import('@simplewebauthn/server')

// ES256 and RS256, which every device that keeps passkeys knows one of, and Ed25519.
const algorithms = [-8, -7, -257]

/** Where a passkey is good: on the portal's own host and no other. */
export interface PlaceOfPasskeys {
  origin: string
  host: string
}

export const placeOf = (origin: string): PlaceOfPasskeys => ({ origin, host: new URL(origin).hostname })

const known = ({ credentialId: id, transports }: Passkey) => ({ id, transports: transports as never[] })

/** What a browser is asked for who adds a passkey; those they have are not made again. */
export async function creationOptions(
  place: PlaceOfPasskeys,
  person: { id: string; email: string; name: string },
  passkeys: readonly Passkey[],
) {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: 'Act Local',
    rpID: place.host,
    userID: userIdOf(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: passkeys.map(known),
  })
}

/** What a browser is asked for who signs in: one of these passkeys, or whichever it has for this place where there are none. */
export async function requestOptions(place: PlaceOfPasskeys, passkeys: readonly Passkey[], challenge?: Buffer) {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: place.host,
    userVerification: 'required',
    ...(challenge && { challenge: Uint8Array.from(challenge) }),
    ...(passkeys.length > 0 && { allowCredentials: passkeys.map(known) }),
  })
}

/** What is kept of a new passkey; throws StepRefused where its proof does not hold. */
export async function verifyNewPasskey(place: PlaceOfPasskeys, challenge: string, sent: string) {
  const response = read(sent) as RegistrationResponseJSON
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refused)
  if (!verified) throw new StepRefused('passkey', 'refused')
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).map(String),
    backedUp: credentialBackedUp,
  }
}

/** Which passkey a browser says it signs with; null for what is no such answer. */
export function credentialIdOf(sent: string): string | null {
  try {
    const { id } = read(sent) as AuthenticationResponseJSON
    return typeof id === 'string' ? id : null
  } catch {
    return null
  }
}

/** How often the passkey says that it was used; throws StepRefused where its signature does not hold, or tells less than before. */
export async function verifyPasskey(
  place: PlaceOfPasskeys,
  challenge: string,
  sent: string,
  passkey: Passkey,
): Promise<number> {
  const response = read(sent) as AuthenticationResponseJSON
  const { userHandle } = response.response
  // Which account it is for is said by the device only where it chose the passkey by itself.
  if (userHandle && userHandle !== Buffer.from(userIdOf(passkey.personId)).toString('base64url'))
    throw new StepRefused('passkey', 'refused')
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: Number(passkey.counter),
    },
  }).catch(refused)
  if (!verified) throw new StepRefused('passkey', 'refused')
  return authenticationInfo.newCounter
}

// A device keeps what it is told of an account: nothing that says who it is.
const userIdOf = (personId: string) => Uint8Array.from(createHash('sha256').update(personId).digest())

const refused = (): never => {
  throw new StepRefused('passkey', 'refused')
}

function read(sent: string): object {
  const found = parsed(sent)
  if (found?.response === null || typeof found?.response !== 'object') throw new StepRefused('passkey', 'refused')
  return found
}

function parsed(sent: string): { response?: unknown } | null {
  try {
    return JSON.parse(sent) as { response?: unknown } | null
  } catch {
    return null
  }
}
