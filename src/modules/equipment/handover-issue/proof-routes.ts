import { readFiles, type FilesReading } from '#platform/files/file-field.ts'
import { isPicture, type StoredFile } from '#platform/files/formats/file.ts'
import { sendFile } from '#platform/files/send.ts'
import { readSignedContainer } from '#platform/files/signatures/signature.ts'
import { signaturesOn } from '#platform/files/formats/signed-content.ts'
import type { Store } from '#platform/files/store.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { withProblems } from '#platform/forms/form-kit.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { saveNew } from '#platform/web/save.ts'
import { addSignedProof, type SignedProof } from './proof-commands.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { listProofs } from '#modules/equipment/handovers/proof-queries.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { loadHandover, proofScope, showHandover } from './handover-page.ts'

const signed = { name: 'signed' }

/** Signed handovers that come back: a scan that somebody compared, or a container that the portal opens and compares. */
export function handoverProofRoutes(
  { db, store, now }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
) {
  post(paths.equipment.handoverProofs, signedIn, async (context) => {
    const { viewer, body, locale } = context
    const handover = await loadHandover(db, context)
    orForbidden(mayOfHandover.prove(viewer, handover))
    const files = await readFiles(db, viewer, body, signed, [], locale)
    const compared = body['compared'] === 'yes'
    const proof = await proofOf(store, handover, files, compared)
    if ('problems' in proof) {
      const form = withProblems(proofScope, body, proof.problems)
      return showHandover(db, context, handover, { signed: { form, files: files.shown } }, 422)
    }
    await saveNew(db, context, {
      make: async (doing) => {
        await addSignedProof(doing, handover, proof, now())
        return `${paths.equipment.handover(handover.id)}#proofs`
      },
      conflict: async () => showHandover(db, context, await loadHandover(db, context), { refused: 'stale' }, 409),
    })
  })

  get(paths.equipment.handoverProof, signedIn, async (context) => {
    const handover = await loadHandover(db, context)
    orNotFound(mayOfHandover.readNames(context.viewer, handover) || null)
    const proof = orNotFound((await listProofs(db, handover.id)).find(({ id }) => id === context.params.proof))
    await sendFile(context.res, store, proof.file)
  })
}

const wrong = (field: string, key: string) => ({ problems: { [field]: { key, params: {} } } })

type Wrong = { problems: FilesReading['problems'] }

/** What the file that was sent proves of a handover, or what is wrong with it. */
async function proofOf(
  store: Store,
  handover: HandoverView,
  files: FilesReading,
  compared: boolean,
): Promise<SignedProof | Wrong> {
  if (Object.keys(files.problems).length > 0) return { problems: files.problems }
  const [file, ...more] = files.added
  if (!file) return wrong('signed', 'required')
  if (more.length > 0) return wrong('signed', 'one')
  if (file.type === 'asice') return containerProof(store, handover, file)
  if (file.type !== 'pdf' && !isPicture(file.type)) return wrong('signed', 'kind')
  if (!compared) return wrong('compared', 'compare')
  return { fileId: file.id, kind: 'scan', matches: true, reading: null }
}

async function containerProof(
  store: Store,
  { pdfSha256 }: HandoverView,
  file: StoredFile,
): Promise<SignedProof | Wrong> {
  const reading = await readSignedContainer(store, file)
  if (!reading) return wrong('signed', 'unreadable')
  return { fileId: file.id, kind: 'container', matches: signaturesOn(reading, pdfSha256 ?? '') !== null, reading }
}
