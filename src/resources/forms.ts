import { z } from 'zod'
import { inEachLocale } from '#lib/fields.ts'
import { categories, type Category } from './resource.ts'

export const resourceForm = inEachLocale((field) =>
  z
    .object({
      category: field.choice(categories).pipe(
        z.codec(
          z.custom<Category | null>((value) => value !== null, 'choose'),
          z.custom<Category>(),
          { decode: (value) => value as Category, encode: (value) => value },
        ),
      ),
      name: field.requiredMultilingual(200),
      description: field.multilingual(2000),
      owner: field.text(200),
      condition: field.multilingual(400),
      availability: field.multilingual(400),
      verifiedBy: field.text(200),
      verifiedOn: field.day(),
      public: field.checkbox(),
    })
    .refine(({ verifiedBy, verifiedOn }) => (verifiedBy === '') === (verifiedOn === null), {
      path: ['verifiedBy'],
      message: 'by_and_on',
    }),
)
