import { encode } from 'uqr'

const [width, height] = [1240, 1754]
const line = (x1: number, y1: number, x2: number, y2: number) =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#b9b49d" stroke-width="2"/>`

// As a pen runs, other for each row and the same every time.
function scribble(left: number, base: number, length: number, seed: number): string {
  const steps = Array.from({ length: 12 }, (_, at) => {
    const [x, y] = [left + (length / 12) * (at + 1), base - ((seed * 7 + at * 13) % 34)]
    return `Q${x - 14} ${base + ((seed + at * 5) % 12)} ${x} ${y}`
  })
  return `<path d="M${left} ${base}${steps.join('')}" fill="none" stroke="#1d2f6f" stroke-width="4"/>`
}

/** A signed sheet with so many signatures, as a scanner shows it: what it says does not matter, but for its code. */
export function signedSheetImage(address: string, signatures: number): string {
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const module = 216 / size
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) =>
      dark ? [`M${100 + x * module} ${1460 + y * module}h${module}v${module}h-${module}z`] : [],
    ),
  )
  const rows = Array.from({ length: signatures }, (_, at) => {
    const base = 460 + at * 66
    return line(95, base, 1145, base) + scribble(170, base - 14, 260, at) + scribble(820, base - 10, 240, at + 31)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" fill="#fbfaf4"/><rect x="95" y="95" width="150" height="100" fill="#039"/>
<path d="M95 240H1145" stroke="#d9b630" stroke-width="6"/>${line(95, 394, 1145, 394)}${rows.join('')}
<path d="${squares.join('')}" fill="#000"/></svg>`
}
