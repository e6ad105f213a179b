import { userIdPattern } from '@async-events/core'
import { z } from 'zod'
import { visibility } from './states.ts'

export const accessControl = z
  .object({
    visibility,
    read_access: z.array(z.string()),
    write_access: z.array(z.string()),
    admin_access: z.array(z.string()),
  })
  .meta({ id: 'AccessControl' })

const users = z.array(z.string().regex(userIdPattern, 'must be a user id')).max(1000)

export const accessChange = z
  .strictObject({
    visibility: visibility.optional(),
    read_access: users.optional(),
    write_access: users.optional(),
    admin_access: users.optional(),
  })
  .meta({
    id: 'AccessChange',
    description: 'Omitted fields stay unchanged; a list replaces the old one.',
    examples: [{ read_access: ['ann', 'rob'] }, { visibility: 'public' }],
  })
