/* Where scripts run, large photos are made smaller before they are sent: on a weak signal that is seconds instead of minutes. */

const longestSide = 2000
const largeFrom = 700_000

/** The photo as a JPEG no larger than the portal keeps; as it was where that is not smaller, or cannot be done. */
async function shrink(file) {
  if (file.type !== 'image/jpeg' || file.size < largeFrom) return file
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file
}

export function enhance(field) {
  const input = field.querySelector('input[type=file]')
  input.addEventListener('change', async () => {
    const chosen = [...input.files]
    const ready = new DataTransfer()
    for (const file of chosen) ready.items.add(await shrink(file).catch(() => file))
    // Somebody may have chosen others meanwhile.
    if (chosen.every((file, at) => file === input.files[at]) && chosen.length === input.files.length)
      input.files = ready.files
  })
}
