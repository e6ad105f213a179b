import { z } from 'zod'
import { anyValue } from './fields.ts'

const span = z
  .object({ start: z.number(), end: z.number().nullable() })
  .meta({ id: 'TimeSpan', description: 'Seconds from the start of the talk.' })

const fact = z
  .object({
    value: z.unknown(),
    source: z.string().describe('`parameter`, or where on the page it was found'),
  })
  .meta({ id: 'Fact' })

const evidence = z
  .looseObject({
    text: z.string().describe('one sentence of the field'),
    times: z.array(span).optional().describe('in which it was said or shown'),
    slides: z.array(z.int()).optional().describe('places in `slides`, from 0'),
    from: z.array(z.string()).optional().describe('`speech`, `slide`, `page`, or `facts` alone'),
  })
  .meta({ id: 'Evidence', description: 'What a sentence rests on.' })

const slide = z
  .looseObject({
    number: z.int(),
    source: z.string().nullable(),
    title: z.string().nullable(),
    times: z.array(span),
    picture: z.string().nullable().describe('path within the archive'),
  })
  .meta({ id: 'SlideData' })

const part = z
  .looseObject({ start: z.number(), title: z.string().nullable(), gist: evidence.nullable() })
  .meta({ id: 'TalkPart', description: 'A chapter of the talk.' })

/** `results.structured_data`: what is in the document, as data. Which fields there are depends on the job type. */
export const structuredDataView = z
  .looseObject({
    front_matter: anyValue.optional(),
    facts: z.record(z.string(), fact).optional(),
    fields: z.record(z.string(), z.string()).optional().describe('fields of the template, as written'),
    evidence: z.record(z.string(), z.array(evidence)).optional(),
    parts: z.array(part).optional(),
    slides: z.array(slide).optional(),
    recording: anyValue.nullable().optional(),
    transcript: anyValue.nullable().optional(),
    talks: z.array(anyValue).optional().describe('of a summary: the talks that it is of'),
    sections: z.array(anyValue).optional(),
  })
  .meta({ id: 'StructuredData', description: 'What is in the document, as data; more may be there.' })
