const letters: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd' }

/** ASCII words of a name, joined by hyphens ('Lapmežciems' gives 'lapmezciems'); empty where it has no Latin letter. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ßæøłđ]/g, (letter) => letters[letter] ?? '')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
