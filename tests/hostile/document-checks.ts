import type { Job } from '@async-events/client'
import { parse } from 'yaml'
import { readMarkdown, textOf } from '../../packages/processors/test/read-markdown.ts'
import { readZip } from '../../packages/processors/test/read-zip.ts'
import type { HostileService } from './hostile-service.ts'

/** Headings that a template brings; every other one came from outside. */
const ownHeadings = ['Summary', 'Key points', 'Slides', 'Transcript', 'About', 'Sources']

/** What a reader of Markdown is asked to take apart; a longer document is looked at by its front matter alone. */
const longest = 500_000

/**
 * Whatever strangers wrote, the document is as its template has it: front matter that YAML reads with the names as they
 * were given, the title as the only first heading, no HTML, no target but web pages and files of the archive.
 */
export async function isWellFormed({ parameters, results }: Job, { client }: HostileService): Promise<void> {
  if (!results?.markdown_url) throw new Error('there is no document')
  const markdown = await (await client.fetchFile(results.markdown_url)).text()
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? []
  const facts: unknown = parse(head)
  if (typeof facts !== 'object' || facts === null) throw new Error('the front matter is no map')
  const { session, event, admin } = facts as Record<string, unknown>
  if (session !== parameters.session || event !== parameters.event || admin !== undefined)
    throw new Error(`the front matter says ${JSON.stringify(facts)}`)
  if (body.length > longest) return
  const nodes = readMarkdown(body)
  const headings = nodes.flatMap((node) =>
    node.type === 'heading' ? [{ level: node.depth, text: textOf(node).trim() }] : [],
  )
  const titles = headings.filter(({ level }) => level === 1)
  if (titles.length !== 1 || titles[0]?.text !== spaced(String(parameters.session)))
    throw new Error(`the titles are ${JSON.stringify(titles)}`)
  const foreign = headings.filter(({ level, text }) => level === 2 && !ownHeadings.includes(text))
  if (foreign.length > 0) throw new Error(`there are other headings: ${JSON.stringify(foreign)}`)
  const html = nodes.filter(({ type }) => type === 'html')
  if (html.length > 0) throw new Error(`there is HTML: ${html.map(textOf).join(' ').slice(0, 200)}`)
  const targets = nodes.flatMap((node) => ('url' in node ? [node.url] : []))
  const odd = targets.filter((target) => !/^(https?:\/\/|mailto:|\.\.?\/|#)/.test(target))
  if (odd.length > 0) throw new Error(`there are other targets: ${odd.join(' ').slice(0, 200)}`)
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The archive of a job, each entry of which lies where the whole archive is unpacked, under a name of its own. */
export async function archiveIsClean(job: Job, { client }: HostileService): Promise<string[]> {
  const answer = await client.downloadJobArchive({ path: { job_id: job.job_id } })
  const files = await readZip(Buffer.from(await answer.arrayBuffer()))
  const paths = files.map(({ path }) => path)
  const bad = paths.filter((path) => {
    const parts = path.split('/')
    return (
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      /[\\:*?"<>|\u0000-\u001f\u202e]/.test(path) ||
      path !== path.normalize('NFC') ||
      parts.some((part) => part === '' || /^\.|[. ]$/.test(part) || Buffer.byteLength(part) > 120) ||
      parts.some((part) => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part))
    )
  })
  const names = paths.map((path) => path.normalize('NFC').toLowerCase())
  const twins = names.filter((name, at) => names.indexOf(name) !== at)
  if (bad.length > 0 || twins.length > 0 || paths.length === 0)
    throw new Error(`the archive holds ${JSON.stringify([...bad, ...twins])}`)
  return paths
}
