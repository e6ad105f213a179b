import { inputsOf, type StepContext } from '@async-events/core'
import { assetDir } from '../layout/asset-paths.ts'
import { encodePath } from '../layout/encode-path.ts'
import { filesFolder } from '../layout/event-folder.ts'
import { summaryContract } from '../summary/contract.ts'
import { summaryEntries } from '../summary/summary-entries.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { collectEntries } from './collect-entries.ts'
import { collectFiles } from './collect-files.ts'
import { type archiveContract, documentFacts } from './contract.ts'
import { writeFilesReadme } from './write-files-readme.ts'
import { writeReadme } from './write-readme.ts'

interface Contents {
  entries: ArchiveEntry[]
  readme: string
}

type Context = StepContext<typeof archiveContract>

/** The document and everything it links to. */
export async function documentContents(ctx: Context): Promise<Contents> {
  const facts = { ...documentFacts.parse(ctx.params), file_stem: ctx.params.file_stem }
  const entries = await collectEntries({ ...ctx, params: facts })
  const document = entries.find((entry) => entry.ref.media_type === 'text/markdown')?.path ?? null
  const folder = assetDir(facts)
  const assets = entries.some(({ path }) => path.startsWith(`${folder}/`)) ? folder : null
  const readme = writeReadme({ ...facts, language: facts.target_language }, { document, assets })
  return { entries, readme }
}

/** The document of a track or an event, and those of its talks. */
export async function summaryContents(ctx: Context): Promise<Contents> {
  const entries = await summaryEntries(ctx)
  const { title = ctx.params.file_stem } = ctx.params
  const [document] = inputsOf(ctx, summaryContract)
  const link = document ? `[${escapeMarkdown(title)}](${encodePath(document.path)})` : escapeMarkdown(title)
  return { entries, readme: `# ${link}\n\n\`metadata.json\` · \`manifest.json\`\n` }
}

/** Files of one processor. */
export async function processorContents(ctx: Context, processor: string): Promise<Contents> {
  const { file_stem, title = file_stem } = ctx.params
  const made = await collectFiles(ctx, processor, file_stem)
  const entries = await Promise.all(
    made.map(async (file) =>
      'ref' in file ? file : { path: file.path, ref: await ctx.artifacts.put(file.text, file.media_type) },
    ),
  )
  return { entries, readme: writeFilesReadme(title, entries.length > 0 ? filesFolder(file_stem) : null) }
}
