import type { Multilingual } from '#platform/i18n/locale.ts'

const star = (at: number) => {
  const angle = (at * Math.PI) / 6
  const [x, y] = [750 + 88 * Math.sin(angle), 470 - 88 * Math.cos(angle)]
  return `<path transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" fill="#fc0" d="M0-16 4-5H15L6 2 9 13 0 6-9 13-6 2-15-5H-4Z"/>`
}

/** A drawing that stands where a photo of the emblem on a thing would. */
export const stickerDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1500 1000">
<rect width="1500" height="1000" fill="#e6e2d3"/><rect x="180" y="130" width="1140" height="760" rx="60" fill="#7d8f94"/>
<rect x="230" y="180" width="1040" height="660" rx="36" fill="#93a5a9"/><circle cx="340" cy="770" r="26" fill="#3d4a4b"/><circle cx="1160" cy="770" r="26" fill="#3d4a4b"/>
<rect x="500" y="270" width="500" height="460" rx="14" fill="#fff"/><rect x="560" y="330" width="380" height="280" fill="#039"/>
${Array.from({ length: 12 }, (_, at) => star(at)).join('')}
<rect x="590" y="640" width="320" height="22" rx="11" fill="#234"/><rect x="640" y="680" width="220" height="16" rx="8" fill="#678"/></svg>`

export const stickerShown: Multilingual = {
  source: 'en',
  en: 'A sticker with the emblem of the European Union on a metal case',
  lv: 'Uzlīme ar Eiropas Savienības emblēmu uz metāla korpusa',
  et: 'Euroopa Liidu embleemiga silt metallkorpusel',
}

/** The smallest picture there is of an emblem, for whoever tells the story without a store to keep a drawing in. */
export const stickerInSmall = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFUlEQVR4nGNgMJ75/wwDg/FMBjgLAENqBseBLaVcAAAAAElFTkSuQmCC',
  'base64',
)
