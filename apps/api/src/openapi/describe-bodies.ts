import type { FastifySchema } from 'fastify'
import { z } from 'zod'

type Transform<G> = (given: G) => { schema: FastifySchema; url: string }
interface Bodies {
  content: Record<string, { schema: z.ZodType }>
}

/** The transformation of a library that knows bodies of one type only, for bodies of several types. */
export function describeBodies<G extends { schema: FastifySchema }>(transform: Transform<G>): Transform<G> {
  return (given) => {
    const schema = given.schema as { body?: unknown } | undefined
    if (!isBodies(schema?.body)) return transform(given)
    const { body, ...rest } = schema as { body: Bodies }
    const described = transform({ ...given, schema: rest })
    const content = Object.entries(body.content).map(([type, one]) => {
      const { body: inner } = transform({ ...given, schema: { body: one.schema } }).schema as {
        body: unknown
      }
      return [type, { schema: inner }]
    })
    return {
      ...described,
      schema: { ...(described.schema as object), body: { content: Object.fromEntries(content) } },
    }
  }
}

const isBodies = (body: unknown): body is Bodies =>
  typeof body === 'object' && body !== null && !(body instanceof z.ZodType) && 'content' in body
