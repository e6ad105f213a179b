import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Client } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { printableText } from '../printable.ts'
import type { Start } from '../session.ts'

type Correction = Pick<Parameters<Client['correctTranscript']>[0], 'body' | 'text'>

export function transcriptCommand(start: Start) {
  const command = new Command('transcript')
    .summary('get, put or reset the transcript of a job')
    .description(
      'Reads the transcript of a job, replaces it by a corrected one, or goes back to what was heard.',
    )
  command.addCommand(getCommand(start))
  command.addCommand(putCommand(start))
  command.addCommand(resetCommand(start))
  return command
}

const getCommand = (start: Start) =>
  new Command('get')
    .summary('write the transcript')
    .description('Writes the transcript, corrected or as it was heard. With --json: an array of segments.')
    .argument('<ID>', 'of a job')
    .addOption(
      new Option('--format <FORMAT>', 'of the transcript')
        .choices(['vtt', 'srt', 'json', 'text'])
        .default('vtt'),
    )
    .action(async (id, { format }) => {
      const { client, out, signal, surroundings } = start()
      const query = { format: out.json ? 'json' : format } as const
      const answer = await client.getTranscript({ path: { job_id: id }, query, signal })
      const transcript = await answer.text()
      const shown = out.canDraw ? printableText(transcript) : transcript
      surroundings.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`)
      const etag = answer.headers.get('etag')
      if (etag !== null) out.note(`ETag: ${etag}`)
    })

const putCommand = (start: Start) =>
  new Command('put')
    .summary('replace the transcript')
    .description(
      'Replaces the transcript; the document is written anew. With the ETag that "get" tells, a correction that somebody made meanwhile is not overwritten.',
    )
    .argument('<ID>', 'of a job that has ended')
    .argument('<FILE>', '.vtt, .srt, or .json with segments')
    .option('--language <CODE>', 'of the corrected transcript')
    .option('--if-match <ETAG>', 'only if the transcript is still this one; else ends with 5')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (id, file, options) => {
      const session = start()
      const { client, out, signal } = session
      const correction = await readCorrection(file)
      const path = { job_id: id }
      const header = {
        ...(options.ifMatch !== undefined && { 'if-match': options.ifMatch }),
        ...(options.language !== undefined && { 'content-language': options.language }),
      }
      const { job, message } = await client.correctTranscript({ path, header, ...correction, signal })
      if (await followAsAsked(session, id, options)) return
      out.data(job)
      out.line(message)
    })

const resetCommand = (start: Start) =>
  new Command('reset')
    .summary('go back to what was heard')
    .description('Removes the correction; the document is written anew.')
    .argument('<ID>', 'of a job that has ended')
    .action(async (id) => {
      const { client, out, signal } = start()
      const { job, message } = await client.removeCorrection({ path: { job_id: id }, signal })
      out.data(job)
      out.line(message)
    })

const types = { '.vtt': 'text/vtt', '.srt': 'application/x-subrip', '.txt': 'text/plain' } as const
const isKnown = (extension: string): extension is keyof typeof types => Object.hasOwn(types, extension)

async function readCorrection(file: string): Promise<Correction> {
  const extension = extname(file).toLowerCase()
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${file} cannot be read (${error.code}).`)
  })
  if (isKnown(extension)) return { text: { type: types[extension], content } }
  if (extension !== '.json') throw new InputError(`${file} must end in .vtt, .srt or .json.`)
  try {
    return { body: JSON.parse(content) }
  } catch (error) {
    throw new InputError(`${file} is no JSON: ${error instanceof Error ? error.message : error}`)
  }
}
