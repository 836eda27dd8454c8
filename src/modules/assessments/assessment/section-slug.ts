import type { Section } from '#modules/methodology/editions/methodology.ts'

/** An address knows letters, digits and dashes: the codes of sections know underscores instead. */
export const sectionSlug = ({ code }: Pick<Section, 'code'>): string => code.replaceAll('_', '-')
