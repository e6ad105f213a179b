import { indexMediaType, type Runner, type StepSurroundings } from '@async-events/core'
import type { z } from 'zod'
import { cleanPathPart } from '../layout/clean-path-part.ts'
import { documentPath } from '../layout/document-path.ts'
import { relativeLink } from '../layout/encode-path.ts'
import { eventFolder } from '../layout/event-folder.ts'
import { writerOf } from '../transform/document/engines-of.ts'
import { showEvidence } from '../transform/document/show-evidence.ts'
import { withTags } from '../transform/document/to-tags.ts'
import { writeFrontMatter } from '../transform/document/write-front-matter.ts'
import { openTemplates } from '../transform/template/open-templates.ts'
import { joinSections, renderBody } from '../transform/template/render-body.ts'
import { renderFrontMatter } from '../transform/template/render-front-matter.ts'
import { block, markdown, type Value } from '../transform/template/value.ts'
import type { summaryContract } from './contract.ts'
import { fillSummary, passagesOf, type SummaryPassage } from './fill-summary.ts'
import { readTalks } from './read-talks.ts'
import { selectionOf } from './selection-of.ts'
import { summaryFingerprint } from './summary-fingerprint.ts'
import { linkToTalk, type SummaryInput, summaryContext } from './summary-values.ts'
import type { PlacedTalk } from './talk.ts'

type Params = z.output<(typeof summaryContract)['params']>

const templatesOf = ({
  templatesDir,
  ownTemplates: own,
}: Pick<StepSurroundings, 'templatesDir' | 'ownTemplates'>) =>
  openTemplates({ folders: templatesDir === null ? [] : [templatesDir], own })

/** Writes one document about several talks. The same results of their jobs give the same bytes. */
export const runSummary: Runner<typeof summaryContract> = async (ctx) => {
  const { params } = ctx
  const template = await templatesOf(ctx).load(params.template, params.target_language, [], 'summary')
  const path = summaryPath(params)
  ctx.progress(2, 'reading the talks')
  const { talks, files, warnings } = await readTalks(ctx, selectionOf(params), {
    summaryPath: path,
    withFiles: params.include_documents,
  })

  ctx.progress(20, 'writing')
  const passages = passagesOf(talks)
  const sourceLanguage = languageOf(talks)
  const answer = await fillSummary(ctx, template, params, { talks, passages, sourceLanguage })
  ctx.signal.throwIfAborted()
  const language = answer?.language ?? sourceLanguage
  const engine = answer?.standIn ?? ctx.textModel.name
  const input: SummaryInput = {
    params,
    path,
    talks,
    headingLanguage: template.language,
    language,
    engine: writerOf(answer, engine),
  }
  const cite = citer(talks, passages, path)
  const fields = Object.entries(answer?.values ?? {}).map(([name, text]): [string, Value] => [
    name,
    markdown(showEvidence(text, answer?.evidence[name] ?? [], cite)),
  ])
  const values = new Map<string, Value>([...Object.entries(summaryContext(input)), ...fields])
  // Keywords are data: nothing is cited in a list
  const plainFields = Object.entries(answer?.values ?? {}).map(([name, text]): [string, Value] => [
    name,
    markdown(text),
  ])
  const frontMatter = withTags(renderFrontMatter(template, new Map([...values, ...plainFields])))
  const targets = new Set(talks.flatMap((one) => (one.path === null ? [] : [relativeLink(path, one.path)])))
  const sections = renderBody(template, {
    values,
    blocks: { slides: block(''), videoplayer: block('') },
    resolves: (target) => targets.has(target),
  })
  const document = `${writeFrontMatter(frontMatter)}\n${joinSections(sections)}\n`
  const data = {
    front_matter: frontMatter,
    fields: answer?.values ?? {},
    evidence: evidenceOf(answer?.evidence ?? {}, talks, passages),
    talks: talks.map(({ talk, path: at }) => ({ ...talk, sentences: undefined, path: at })),
    sections,
  }

  ctx.progress(90, 'storing')
  return {
    output: {
      markdown: await ctx.artifacts.put(document, 'text/markdown'),
      path,
      files: await ctx.artifacts.put(JSON.stringify(files), indexMediaType),
      structured_data: await ctx.artifacts.put(`${JSON.stringify(data, null, 2)}\n`, 'application/json'),
      language,
      template: template.name,
      engine,
      usage: answer?.usage ?? null,
    },
    provisional: answer?.standIn !== undefined,
    warnings: [...warnings, ...(answer?.warnings ?? [])],
  }
}

/** Changed by its template, and by the results of each job. */
runSummary.fingerprint = (ctx) => summaryFingerprint(templatesOf(ctx), ctx.finishedJobs, ctx.params)

function summaryPath({ event, target_language, track, file_stem }: Params): string {
  if (track !== undefined) return documentPath({ event, target_language, track, file_stem })
  return `${[eventFolder(event), cleanPathPart(target_language), cleanPathPart(file_stem)].join('/')}.md`
}

/** That most talks are in; of equals the first. */
function languageOf(talks: readonly PlacedTalk[]): string {
  const groups = [...Map.groupBy(talks, ({ talk }) => talk.language)]
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'en'
}

const talksOf = (cited: readonly number[], passages: readonly SummaryPassage[]): number[] => [
  ...new Set(cited.flatMap((place) => passages[place]?.talk ?? [])),
]

/** Links to the talks that a sentence rests on. */
const citer =
  (talks: readonly PlacedTalk[], passages: readonly SummaryPassage[], path: string) =>
  (cited: readonly number[]): string => {
    const links = talksOf(cited, passages)
      .slice(0, 3)
      .flatMap((place) => talks[place] ?? [])
      .map((one) => linkToTalk(one, path))
    return links.length === 0 ? '' : `(${links.join(', ')})`
  }

function evidenceOf(
  evidence: Readonly<Record<string, readonly { text: string; passages: readonly number[] }[]>>,
  talks: readonly PlacedTalk[],
  passages: readonly SummaryPassage[],
) {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, statements]) => [
      name,
      statements.map(({ text, passages: cited }) => ({
        text,
        jobs: talksOf(cited, passages).flatMap((place) => talks[place]?.talk.job_id ?? []),
      })),
    ]),
  )
}
