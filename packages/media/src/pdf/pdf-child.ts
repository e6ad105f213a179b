import { Console } from 'node:console'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import type { PdfMessage, PdfRequest } from './pdf-messages.ts'

// One task on one PDF: the argument names the task, standard input has the request, messages go to standard output. A
// child process: memory, time and native code of a hostile file end with it. Imports only what its task needs, so that
// it starts quickly.

// Standard output is for messages only, and pdf.js prints warnings there.
// biome-ignore lint/style/noRestrictedGlobals: it is replaced, for code that names no other
globalThis.console = Object.assign(new Console(process.stderr, process.stderr), { warn: () => {} })
// In a damaged file pdf.js leaves some unhandled; the page fails when it is read.
process.on('unhandledRejection', () => {})

const say = (message: PdfMessage): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

const task: PdfRequest['task'] = JSON.parse(process.argv[2] ?? '')
let isAsked = false
const asked = text(process.stdin).then((input): PdfRequest => {
  isAsked = true
  return JSON.parse(input)
})

/** Once a request that has come is read. */
async function isWaiting(): Promise<boolean> {
  await setImmediate()
  return !isAsked
}

/** Code is loaded before the request is there, and compiled on a sample as long as it is not. */
async function prepare(): Promise<void> {
  if (task === 'read') {
    const { rehearseTexts } = await import('./tell-texts.ts')
    // TurboFan takes longer than it saves on the pages of a deck; Maglev stays. Not as an option of the command: what
    // Node keeps compiled is not taken with other options.
    setFlagsFromString('--no-turbofan')
    await rehearseTexts(isWaiting)
  } else if (task === 'draw') await (await import('./tell-drawings.ts')).rehearseDrawings(isWaiting)
  say({ kind: 'ready' })
}

try {
  await prepare()
  const request = await asked
  if (request.task === 'read') await (await import('./tell-texts.ts')).tellTexts(request, say)
  else if (request.task === 'draw') await (await import('./tell-drawings.ts')).tellDrawings(request, say)
  else await (await import('./tell-redrawings.ts')).tellRedrawings(request, say)
} catch (thrown) {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown))
  say({ kind: 'failure', code: 'unexpected', message: `${name}: ${message}` })
}
