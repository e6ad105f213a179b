/** A worker that reads one PDF: says when the first page has come, then goes on. */
import { findToolOnPath } from '@async-events/sandbox'
import { readPdf } from '../src/index.ts'

const [workdir = '', file = ''] = process.argv.slice(2)
const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
for await (const message of readPdf(context, { file, folder: workdir, scans: false }))
  if (message.kind === 'page') process.stdout.write(`${message.number}\n`)
