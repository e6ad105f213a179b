import type { SearchHit, SearchPassage } from '@async-events/client'
import { Command } from '@commander-js/extra-typings'
import { clockOf } from '../describe/times.ts'
import { positiveInteger } from '../options/numbers.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import type { Colours, Output } from '../terminal/output.ts'

/** The service gives no more at once. */
const longestPage = 50

export const searchCommand = (start: Start) =>
  new Command('search')
    .summary('find words in the documents of talks')
    .description(
      'Finds talks whose documents, slides and transcripts hold all of these words, in any of their forms; a "phrase" as it stands. Shows the passages with their times. With --json: one talk per line.',
    )
    .argument('<WORDS...>')
    .option('--event <NAME>', 'talks of an event')
    .option('--track <NAME>', 'talks of a track')
    .option('--speaker <NAME>', 'talks by somebody')
    .option('--batch <ID>', 'talks of a batch')
    .option('--language <CODE>', 'in a language, such as en')
    .option('-n, --limit <N>', 'at most this many talks', positiveInteger, 10)
    .action(async (words, { event, track, speaker, batch, language, limit }) => {
      const { client, out, signal } = start()
      const filter = stated({ event, track, speaker, batch_id: batch, language })
      const q = words.join(' ')
      for (let skip = 0; skip < limit; skip += longestPage) {
        const page = { skip, limit: Math.min(longestPage, limit - skip) }
        const found = await client.searchDocuments({ query: { q, ...filter, ...page }, signal })
        for (const hit of found.hits) tellHit(out, hit)
        if (skip === 0 && found.total === 0) out.note('Nothing was found.')
        if (found.indexed_until === null) out.note('The index is being filled: not all talks are found yet.')
        const shown = skip + found.hits.length
        if (shown >= found.total || shown >= limit) {
          if (shown < found.total) out.note(`${found.total} talks were found; --limit shows more.`)
          return
        }
      }
    })

function tellHit(out: Output, hit: SearchHit): void {
  out.data(hit)
  const about = [hit.speakers.join(', '), hit.track, hit.event].filter((text) => text !== '').join(' · ')
  out.line(`${out.colours.bold(printable(hit.title))}  ${out.colours.dim(printable(hit.job_id))}`)
  if (about !== '') out.line(`  ${printable(about)}`)
  for (const passage of hit.passages) {
    const { kind, seconds, slide, recording_url: url } = passage
    // The title stands there already.
    if (kind === 'title' || kind === 'speakers') continue
    const place = [
      seconds === null ? null : clockOf(seconds * 1000),
      kind === 'slide' && slide !== null ? `slide ${slide}` : null,
    ].filter((text) => text !== null)
    const where = place.length === 0 ? '' : `${out.colours.cyan(place.join(', '))}  `
    out.line(`    ${where}${textOf(passage, out.colours)}`)
    if (url !== null) out.line(`    ${out.colours.dim(printable(url))}`)
  }
  out.line('')
}

const textOf = ({ parts }: SearchPassage, colours: Colours): string =>
  parts
    .map(({ text, found }) => (found ? colours.bold(colours.yellow(printable(text))) : printable(text)))
    .join('')
