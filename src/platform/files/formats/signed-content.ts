export interface ReadDocument {
  name: string
  sha256: string
}

/** A signature as it was read: whose it says it is, and what it covers. Whether the law knows it is not ours to say. */
export interface ReadSignature {
  signer: string
  organisation: string
  issuer: string
  /** What the signature says of itself, in ISO 8601. */
  signedAt: string | null
  /** What a time stamp says. */
  stampedAt: string | null
  /** Whether it fits its certificate, and the files are as they were signed; null where the portal cannot check that. */
  holds: boolean | null
  /** The names of the documents that it covers. */
  covers: string[]
}

export interface SignedContent {
  documents: ReadDocument[]
  signatures: ReadSignature[]
  /** How many more there are that cannot be read. */
  unread: number
}

/** Whether one of the documents has this content, and which signatures that hold cover it. */
export function signaturesOn({ documents, signatures }: SignedContent, sha256: string): ReadSignature[] | null {
  const names = documents.filter((each) => each.sha256 === sha256).map(({ name }) => name)
  if (names.length === 0) return null
  return signatures.filter(({ holds, covers }) => holds === true && covers.some((name) => names.includes(name)))
}
