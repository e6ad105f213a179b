import { isMetadataValue, metadataKey, metadataLimits } from '@async-events/core'
import { z } from 'zod'

const { keys, keyLength, valueLength } = metadataLimits

export const metadata = z
  .record(
    z
      .string()
      .regex(
        metadataKey,
        `must be 1 to ${keyLength} letters, digits, "_" or "-", beginning with one of the first two`,
      ),
    z.string().max(valueLength).refine(isMetadataValue, 'must not hold NUL or broken characters'),
  )
  .refine((given) => Object.keys(given).length <= keys, `must not hold more than ${keys} keys`)
  .meta({
    id: 'Metadata',
    description: `Your own values, kept and given back as they are: at most ${keys}, each of at most ${valueLength} characters.`,
    maxProperties: keys,
    examples: [{ customer: 'wetland-trust', order: '4711' }],
  })
