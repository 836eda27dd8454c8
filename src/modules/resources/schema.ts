import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'
import { resourceCategories, type ResourceCategory } from './resource.ts'

export const resourceForm = inEachLocale((field) =>
  z
    .object({
      category: field.choice(resourceCategories).pipe(
        z.codec(
          z.custom<ResourceCategory | null>((value) => value !== null, 'choose'),
          z.custom<ResourceCategory>(),
          { decode: (value) => value as ResourceCategory, encode: (value) => value },
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
