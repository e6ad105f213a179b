import {
  indexMediaType,
  isStepWarning,
  type Runner,
  type StepContext,
  type StepInput,
  type StepSurroundings,
  type StepWarning,
} from '@async-events/core'
import { documentPath } from '../layout/document-path.ts'
import { relativeLink } from '../layout/encode-path.ts'
import { checkRecording } from './check-recording.ts'
import type { transformContract } from './contract.ts'
import { type Chapter, chaptersOf } from './document/chapters.ts'
import { type DocumentInput, documentBlocks, documentValues } from './document/document-values.ts'
import { enginesOf } from './document/engines-of.ts'
import { languagesOf } from './document/languages-of.ts'
import { nameFailures } from './document/name-failures.ts'
import { type Params, readSources, type Sources } from './document/read-sources.ts'
import { sessionFacts } from './document/session-facts.ts'
import { showSlides } from './document/show-slides.ts'
import { isSlideTarget, withSlideTargets } from './document/slide-targets.ts'
import { storeOwnTranscript } from './document/store-own-transcript.ts'
import { structuredData } from './document/structured-data.ts'
import { withTags } from './document/to-tags.ts'
import { say, wordingOf } from './document/wording/wording-of.ts'
import { writeFrontMatter } from './document/write-front-matter.ts'
import { writeNotice } from './document/write-notice.ts'
import { type Transcript, writeGivenTranscript, writeTranscript } from './document/write-transcript.ts'
import { fillFields, pageText } from './fill-fields.ts'
import { glossaryOf } from './glossary-of.ts'
import { escapeMarkdown } from './markdown/escape-markdown.ts'
import { collectPassages } from './passages/collect-passages.ts'
import { isTrusted } from './passages/is-trusted.ts'
import { talkParts } from './passages/talk-parts.ts'
import { chooseSlides } from './slides/choose-slides.ts'
import { openTemplates, type Templates } from './template/open-templates.ts'
import { joinSections, renderBody } from './template/render-body.ts'
import { renderFrontMatter } from './template/render-front-matter.ts'
import { block, type Values } from './template/value.ts'
import { sumUsage } from './translate/sum-usage.ts'
import { type TranslatedDocument, translateDocument } from './translate/translate-document.ts'

/** Those of the owner override those of the installation, and these the built-in ones of the same name. */
const templatesOf = ({
  templatesDir,
  ownTemplates: own,
}: Pick<StepSurroundings, 'templatesDir' | 'ownTemplates'>): Templates =>
  openTemplates({ folders: templatesDir === null ? [] : [templatesDir], own })

/** Writes the document of a session. The same inputs and settings give the same bytes. */
export const runTransform: Runner<typeof transformContract> = async (ctx) => {
  const { params } = ctx
  const template = await templatesOf(ctx).load(
    params.template,
    params.target_language,
    Object.keys(params.extra ?? {}),
  )
  ctx.progress(2, 'reading the sources')
  const sources = await readSources(ctx)
  ctx.signal.throwIfAborted()

  ctx.progress(5, 'choosing the slides')
  const facts = sessionFacts(params, sources)
  const duration = sources.audio?.duration ?? sources.video?.duration ?? null
  const chosen = chooseSlides(sources)
  const slides = showSlides(params, chosen)
  ctx.signal.throwIfAborted()

  const languages = await languagesOf(params, sources, chosen.slides.map(({ text }) => text).join('\n'))
  const chapters = chaptersOf(sources.video?.chapters ?? [])
  const transcript = transcriptOf(params, sources, chapters, languages.spoken, facts.video)
  const recording = await checkRecording(params, sources, facts, transcript?.text ?? '')

  const cues = transcript?.cues ?? []
  const trusted =
    transcript !== null &&
    recording.warnings.length === 0 &&
    isTrusted(sources.given === null ? (sources.audio?.engine ?? null) : null, cues)
  const passages = collectPassages({
    page: pageText(sources),
    slides: chosen.slides,
    cues,
    said: transcript?.text ?? '',
    language: languages,
    trusted,
  })
  const parts = trusted
    ? talkParts({
        chapters,
        slides: chosen.slides,
        passages,
        language: languages.spoken,
        duration,
        session: params.session,
      })
    : []

  ctx.progress(10, 'writing')
  const answer = await fillFields({
    ctx,
    template,
    params,
    sources,
    facts,
    slides: chosen.slides,
    transcript,
    passages,
    parts,
    // What is quoted is what was said
    sourceLanguage: trusted ? languages.spoken : languages.source,
  })
  ctx.signal.throwIfAborted()

  const language = answer?.language ?? languages.source
  const words = wordingOf(template.language)
  const unspoken = sources.audio?.words === 0
  const input: DocumentInput = {
    params,
    sources,
    facts,
    slides,
    transcript,
    trusted,
    passages,
    parts,
    chapters,
    duration,
    sourceLanguage: languages.detected,
    spokenLanguage: languages.spoken,
    headingLanguage: template.language,
    engines: enginesOf(answer?.standIn ?? ctx.textModel.name, { answer, transcript, sources, slides }),
    fields: template.fields,
    answer,
    language,
    failures: nameFailures(toldInputs(ctx), unspoken, words),
    watchable: !ctx.inputs.some(isGone),
  }
  const written = await translateDocument(
    { values: documentValues(input), blocks: documentBlocks(input) },
    {
      ctx,
      extent: params.translate ?? 'fields',
      answer,
      glossary: glossaryOf(params, sources, facts),
      sourceLanguage: languages.source,
      targetLanguage: params.target_language,
    },
  )
  const values = withNotice(written, input, ctx.textModel.name)
  const frontMatter = withTags(renderFrontMatter(template, values))
  const sections = withSlideTargets(
    renderBody(template, { values, blocks: written.blocks, resolves: isSlideTarget }),
    slides.slides,
    words,
  )
  const path = documentPath(params)
  const document = `${writeFrontMatter(frontMatter)}\n${joinSections(sections)}\n`
  // A template may leave out slides or player: pictures without a link are left out
  const assets = slides.assets.filter((asset) => document.includes(`](${relativeLink(path, asset.path)})`))
  const structured = structuredData(input, { front_matter: frontMatter, sections }, assets)

  ctx.progress(90, 'storing')
  return {
    output: {
      markdown: await ctx.artifacts.put(document, 'text/markdown'),
      assets: await ctx.artifacts.put(JSON.stringify(assets), indexMediaType),
      path,
      structured_data: await ctx.artifacts.put(
        `${JSON.stringify(structured, null, 2)}\n`,
        'application/json',
      ),
      transcript: await storeOwnTranscript(ctx, sources, transcript, languages.spoken),
      language,
      template: template.name,
      engine: answer?.standIn ?? ctx.textModel.name,
      usage: sumUsage(answer?.usage ?? null, written.usage),
    },
    provisional: answer?.standIn !== undefined,
    warnings: [
      ...(params.correction?.doubts ?? []).filter(isStepWarning),
      ...(transcript?.doubts ?? []),
      ...sources.warnings,
      ...versionWarnings(sources, chosen.versions),
      ...recording.warnings,
      ...(answer?.warnings ?? []),
      ...written.warnings,
    ],
  }
}

/** Names the files that are left out because another one has the same slides. */
const versionWarnings = ({ pdfs }: Sources, versions: readonly number[]): StepWarning[] =>
  versions.map((file) => ({
    code: 'slides_repeated',
    message: `The slides of ${pdfs[file]?.pdf.url} are those of another file, which is shown; it is linked under the attachments`,
  }))

/** A changed template changes it. */
runTransform.fingerprint = (ctx) =>
  templatesOf(ctx).fingerprint(ctx.params.template, ctx.params.target_language)

/** The document says what was translated, and by which engine. */
function withNotice(
  { values, isTranslated }: TranslatedDocument,
  input: DocumentInput,
  model: string,
): Values {
  if (!isTranslated) return values
  const { params, headingLanguage } = input
  const words = wordingOf(headingLanguage)
  const wording = params.translate === 'all' ? words.translatedAll : words.translatedDocument
  const engine = escapeMarkdown(model)
  const notice = [writeNotice({ ...input, targetLanguage: params.target_language }), say(wording, { engine })]
  return new Map([...values, ['notice', block(notice.filter((part) => part !== '').join(' '))]])
}

function transcriptOf(
  params: Pick<Params, 'video_range'>,
  sources: Sources,
  chapters: readonly Chapter[],
  language: string,
  video: string | null,
): Transcript | null {
  const settings = { language, video, chapters, range: params.video_range ?? null }
  if (sources.given !== null) return writeGivenTranscript(sources.given, settings)
  const written = writeTranscript(sources.segments, settings)
  return written.parts.length > 0 ? written : null
}

/** That nothing could be heard is no loss where the transcript was corrected by hand. */
const toldInputs = ({
  params,
  inputs,
}: Pick<StepContext<typeof transformContract>, 'params' | 'inputs'>): readonly StepInput[] =>
  params.correction ? inputs.filter(({ processor }) => processor !== 'audio') : inputs

/** Failures after which the recording is not at its URL for anyone. */
const goneCodes: readonly string[] = [
  'source_not_found',
  'host_not_found',
  'url_not_allowed',
  'destination_not_allowed',
  'invalid_media',
]

const isGone = ({ processor, status, error }: StepInput): boolean =>
  processor === 'video' && status === 'failed' && goneCodes.includes(error?.code ?? '')
