import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Command } from '@commander-js/extra-typings'
import { NotReady } from '../exit-codes.ts'
import { InputError } from '../input-error.ts'
import { isJobId } from '../is-job-id.ts'
import { printableText } from '../printable.ts'
import type { Session, Start } from '../session.ts'

export const openCommand = (start: Start) =>
  new Command('open')
    .summary('read the document of a job')
    .description(
      'Shows the Markdown document of a job in the pager (PAGER, else less), or writes it where the output is no terminal.',
    )
    .argument('<ID>', 'of a job')
    .option('-b, --browser', 'opens it in the browser instead, which needs a service without API keys')
    .action(async (id, { browser }) => {
      if (!isJobId(id))
        throw new InputError('A batch has many documents: name a job of it ("async-events list --batch").')
      const session = start()
      const { client, out, signal, surroundings } = session
      const { job } = await client.getJob({ path: { job_id: id }, signal })
      const path = job.results?.markdown_url
      if (!path) throw new NotReady(`The job has no document: it is ${job.status}.`)
      const url = client.urlOf(path)
      if (browser) {
        await openInBrowser(session, url)
        out.data({ job_id: id, url })
        out.line(url)
        return
      }
      const markdown = await (await client.fetchFile(path, { signal })).text()
      out.data({ job_id: id, url, markdown })
      if (out.json) return
      if (out.canDraw) await page(session, printableText(markdown))
      else surroundings.stdout.write(markdown)
    })

/** On the pager of this person; printed where there is none. */
async function page({ surroundings: { env, stdout } }: Session, text: string): Promise<void> {
  const pager = spawn(env.PAGER || 'less', {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...env },
  })
  // It may be left before the end of the text
  pager.stdin.on('error', () => {})
  pager.stdin.end(text)
  const [code] = await once(pager, 'close')
  // The shell did not find it
  if (code === 127) stdout.write(text)
}

/** What opens a URL on macOS, Windows and elsewhere. */
const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

async function openInBrowser({ surroundings: { env } }: Session, url: string): Promise<void> {
  const [program = 'xdg-open', ...args] = openers[process.platform] ?? []
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true, env: { ...env } })
  try {
    await once(opener, 'spawn')
  } catch {
    throw new Error(`There is no program "${program}" that opens a browser. The document is at ${url}`)
  }
  opener.unref()
}
