import { integer, oneOf, required, text } from '@rihla/contracts/fields.ts'
import { recordOperations } from '@rihla/contracts/recordOperations.ts'
import { mainFields, recordFields } from '@rihla/contracts/recordFields.ts'
import { resource } from '@rihla/contracts/resource.ts'

/** A kind of record that the product does not have. */
export const gadgetResource = resource({
  name: 'gadgets',
  record_type: 'gadget',
  fields: {
    ...recordFields,
    name: required(text(100, { aliases: ['label'] })),
    colour: oneOf(['red', 'green', 'blue'], { synonyms: { crimson: 'red' } }),
    weight: integer(0, 1000),
    ...mainFields,
  },
})

export const gadgets = recordOperations(gadgetResource)
