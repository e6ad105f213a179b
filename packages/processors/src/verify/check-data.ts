import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { storedSegmentSchema } from '../audio/contract.ts'
import { parsed } from './check-manifest.ts'
import { parseFrontMatter, splitFrontMatter } from './front-matter.ts'
import { metadataSchema, summaryDataSchema } from './metadata-schema.ts'
import type { Problem } from './problem.ts'
import type { ArchivedFile } from './read-entries.ts'

const metadataPath = 'metadata.json'

/** Front matter, and files of the archive that the data names: pictures of slides, documents of talks. */
const sessionFacts = metadataSchema.transform(({ front_matter, slides }) => ({
  front_matter,
  named: slides.flatMap(({ picture }) => picture ?? []),
}))
const summaryFacts = summaryDataSchema.transform(({ front_matter, talks }) => ({
  front_matter,
  named: talks.flatMap(({ path }) => path ?? []),
}))

type Files = ReadonlyMap<string, ArchivedFile>

/** Front matter is YAML, `metadata.json` and transcripts follow their schemas, and both tell the same. */
export function checkData(files: Files): Problem[] {
  const { documents, problems } = readDocuments(files)
  return [...problems, ...checkMetadata(files, documents), ...checkTranscripts(files)]
}

function readDocuments(files: Files): { documents: Record<string, unknown>[]; problems: Problem[] } {
  const documents: Record<string, unknown>[] = []
  const problems: Problem[] = []
  for (const [path, { text }] of files) {
    if (!path.endsWith('.md')) continue
    if (text === null) {
      problems.push({ code: 'data_invalid', path, message: 'it is no UTF-8 text' })
      continue
    }
    const { yaml } = splitFrontMatter(text)
    // The archive's own README has none.
    if (yaml === null && path !== 'README.md')
      problems.push({ code: 'front_matter_invalid', path, message: 'the document has no front matter' })
    if (yaml === null) continue
    try {
      documents.push(parseFrontMatter(yaml))
    } catch (error) {
      const message = error instanceof Error ? error.message : 'it is no YAML'
      problems.push({ code: 'front_matter_invalid', path, message })
    }
  }
  return { documents, problems }
}

function checkMetadata(files: Files, documents: readonly Record<string, unknown>[]): Problem[] {
  const path = metadataPath
  const file = files.get(path)
  if (file === undefined)
    return documents.length === 1
      ? [{ code: 'data_missing', path, message: 'a document has its data there' }]
      : []
  const data = parsed(file.text)
  const isSummary = typeof data === 'object' && data !== null && 'talks' in data
  const read = (isSummary ? summaryFacts : sessionFacts).safeParse(data)
  if (!read.success) return [{ code: 'data_invalid', path, message: z.prettifyError(read.error) }]
  const { front_matter, named } = read.data
  const same = documents.some((document) => isDeepStrictEqual(document, front_matter))
  const gone = named.filter((each) => !files.has(each))
  return [
    ...(same
      ? []
      : [{ code: 'data_differs', path, message: 'no document has its front matter' } satisfies Problem]),
    ...gone.map((each): Problem => ({ code: 'link_broken', path, message: `the file ${each} is not there` })),
  ]
}

function checkTranscripts(files: Files): Problem[] {
  return [...files].flatMap(([path, { text }]): Problem[] => {
    if (!/(^|\/)transcript\.json$/.test(path)) return []
    const read = z.array(storedSegmentSchema).safeParse(parsed(text))
    return read.success ? [] : [{ code: 'data_invalid', path, message: z.prettifyError(read.error) }]
  })
}
