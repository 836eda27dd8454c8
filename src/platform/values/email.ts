import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * The address as accounts are looked up and tries are counted by: both by this, so that no letter that only one of them takes
 * for another (a Turkish İ, say) gives one account several names. A host of other letters (õunapuu.ee) is folded as it is
 * kept, since some browsers send it as it was typed.
 */
export function foldEmail(email: string): string {
  const folded = email.trim().normalize('NFC').toLowerCase()
  const host = folded.lastIndexOf('@') + 1
  return folded.slice(0, host) + (domainToASCII(folded.slice(host)) || folded.slice(host))
}

/** An e-mail address as its owner writes it: a host of other letters (õunapuu.ee) is kept as mail servers write it. */
export function emailAsWritten(address: string): string {
  const at = address.lastIndexOf('@') + 1
  return `${address.slice(0, at)}${domainToUnicode(address.slice(at)) || address.slice(at)}`
}
