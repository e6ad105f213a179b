import { Console } from 'node:console'
import type { PdfMessage, PdfRequest } from './pdf-messages.ts'

// One task on one PDF, told by messages on standard output. A child process: memory, time and native code of a hostile
// file end with it. Imports only what its task needs, so that it starts quickly.

// Standard output is for messages only, and pdf.js prints warnings there.
// biome-ignore lint/style/noRestrictedGlobals: it is replaced, for code that names no other
globalThis.console = Object.assign(new Console(process.stderr, process.stderr), { warn: () => {} })
// In a damaged file pdf.js leaves some unhandled; the page fails when it is read.
process.on('unhandledRejection', () => {})

const say = (message: PdfMessage): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

const request: PdfRequest = JSON.parse(process.argv[2] ?? '')
try {
  if (request.task === 'read') await (await import('./tell-texts.ts')).tellTexts(request, say)
  else if (request.task === 'draw') await (await import('./tell-drawings.ts')).tellDrawings(request, say)
  else await (await import('./tell-redrawings.ts')).tellRedrawings(request, say)
} catch (thrown) {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown))
  say({ kind: 'failure', code: 'unexpected', message: `${name}: ${message}` })
}
