import type { Statement, TextModel, TextModelRequest } from '@async-events/core'
import { z } from 'zod'

/** What a document's data says of its fields; of older documents without what their sentences rest on. */
const storedFields = z.object({
  front_matter: z.looseObject({ language: z.string().optional() }).catch({}),
  fields: z.record(z.string(), z.string()).catch({}),
  evidence: z
    .record(
      z.string(),
      z.array(
        z.object({
          text: z.string(),
          times: z.array(z.object({ start: z.number() })),
          slides: z.array(z.number()),
          from: z.array(z.string()),
        }),
      ),
    )
    .catch({}),
})

/**
 * Answers fields with what a document has in them, without asking anybody. A field that it lacks shows its instruction
 * between ⟦ and ⟧, or its name where it stands in a list.
 */
export function storedAnswers(data: unknown, listFields: ReadonlySet<string>): TextModel {
  const { fields, evidence, front_matter } = storedFields
    .catch({ fields: {}, evidence: {}, front_matter: {} })
    .parse(data)
  return {
    name: 'preview',
    async fill({ fields: wished, source, targetLanguage, sourceLanguage }) {
      const values = wished.map(({ name, instruction }) => {
        const known = Object.hasOwn(fields, name) ? fields[name] : undefined
        return [name, known || `⟦${listFields.has(name) ? name : instruction}⟧`]
      })
      const cited = wished.flatMap(({ name }) => {
        const stored = Object.hasOwn(evidence, name) ? (evidence[name] ?? []) : []
        return stored.length === 0 ? [] : [[name, stored.map((one) => statementOf(one, source.passages))]]
      })
      return {
        values: Object.fromEntries(values),
        evidence: Object.fromEntries(cited),
        gists: source.parts.map(() => null),
        language: front_matter.language ?? (Object.keys(fields).length > 0 ? sourceLanguage : targetLanguage),
        warnings: [],
        usage: null,
      }
    },
  }
}

type Stored = z.output<typeof storedFields>['evidence'][string][number]

/** The passages of then are those of now: they have the same times and slides. */
function statementOf(
  { text, times, slides, from }: Stored,
  passages: TextModelRequest['source']['passages'],
): Statement {
  const starts = new Set(times.map(({ start }) => start))
  const found = passages.flatMap((passage, place) => {
    if (!from.includes(passage.from)) return []
    const isIt =
      passage.start !== null
        ? starts.has(passage.start)
        : passage.slide !== null && slides.includes(passage.slide)
    return isIt ? [place] : []
  })
  return { text, passages: found }
}
