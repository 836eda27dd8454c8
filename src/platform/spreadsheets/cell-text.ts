/** Collects the text of a cell from its runs, without the reading aids that stand beside some. */
export function plainCell() {
  let [text, inText, inAid] = ['', false, false]
  return {
    begin: () => {
      ;[text, inText, inAid] = ['', false, false]
    },
    open: (name: string) => {
      if (name === 'rPh') inAid = true
      if (name === 't') inText = true
    },
    add: (more: string) => {
      if (inText && !inAid) text += more
    },
    close: (name: string) => {
      if (name === 'rPh') inAid = false
      if (name === 't') inText = false
    },
    text: () => unescaped(text),
  }
}

/**
 * A text as it was written: `_xHHHH_` stands for a letter, and every kind of line break is one. Where a program has written
 * the sign for a break out once more, nobody meant it to be read.
 */
export function unescaped(text: string): string {
  return text
    .replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/_x000[AD]_/gi, '\n')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
    .toWellFormed()
}
