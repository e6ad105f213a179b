import type { Runner } from '@async-events/core'
import { documentPath } from '../archive/document-path.ts'
import type { transformContract } from './contract.ts'
import { detectLanguage } from './document/detect-language.ts'
import { documentValues } from './document/document-values.ts'
import { readSources } from './document/read-sources.ts'
import { sessionFacts } from './document/session-facts.ts'
import { writeFrontMatter } from './document/write-front-matter.ts'
import { writeTranscript } from './document/write-transcript.ts'
import { fillFields } from './fill-fields.ts'
import { loadTemplate } from './template/load-template.ts'
import { joinSections, renderBody } from './template/render-body.ts'
import { renderFrontMatter } from './template/render-front-matter.ts'

/** Writes the document of a session. The same inputs and settings give the same bytes. */
export const runTransform: Runner<typeof transformContract> = async (ctx) => {
  const { params } = ctx
  const template = await loadTemplate(
    params.template,
    params.target_language,
    Object.keys(params.extra ?? {}),
  )
  const sources = await readSources(ctx)
  const facts = sessionFacts(params, sources.page)
  ctx.progress(5, 'reading the sources')

  const spoken = params.video_transcript?.trim() || null
  const detected = sources.page?.language ?? (await detectLanguage(spoken ?? ''))
  const sourceLanguage = detected ?? params.source_language
  const transcript = spoken === null ? null : writeTranscript(spoken, sourceLanguage, facts.video)

  ctx.progress(10, 'writing')
  const answer = await fillFields({ ctx, template, params, sources, facts, transcript, sourceLanguage })
  ctx.signal.throwIfAborted()
  const language = answer?.language ?? sourceLanguage

  const values = documentValues({
    params,
    sources,
    facts,
    transcript,
    sourceLanguage: detected,
    headingLanguage: template.language,
    engine: ctx.textModel.name,
    fields: template.fields,
    answer,
    language,
    failed: ctx.inputs.filter((input) => input.status === 'failed'),
  })
  const frontMatter = renderFrontMatter(template, values)
  const sections = renderBody(template, values)
  const document = `${writeFrontMatter(frontMatter)}\n${joinSections(sections)}\n`
  const structured = { front_matter: frontMatter, fields: answer?.values ?? {}, sections }

  ctx.progress(90, 'storing')
  return {
    output: {
      markdown: await ctx.artifacts.put(document, 'text/markdown'),
      path: documentPath(params),
      structured_data: await ctx.artifacts.put(
        `${JSON.stringify(structured, null, 2)}\n`,
        'application/json',
      ),
      language,
      template: template.name,
      engine: ctx.textModel.name,
      usage: answer?.usage ?? null,
    },
    warnings: answer?.warnings ?? [],
  }
}
