/**
 * The sentences that the offline engine chooses from talks, for reading by the rubric of docs/summary-rubric.md. `npm run bench -- summaries [FILE …] [--faults]`;
 * by default the talks of bench/summaries/talks, and with `--faults` why each other sentence is not quoted
 */

import { parseArgs } from 'node:util'
import { cleanSpoken, findFault } from '../packages/ai/src/extractive/find-fault.ts'
import { createExtractive } from '../packages/ai/src/index.ts'
import { requestOf } from './summaries/quote-talk.ts'
import { readTalk } from './summaries/read-talk.ts'
import { talkFiles } from './summaries/talk-files.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { faults: { type: 'boolean', default: false } },
})
const files = talkFiles(positionals)

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

for (const file of files) {
  const talk = readTalk(file)
  const { values: texts, evidence, gists } = await createExtractive().fill(requestOf(talk))
  console.log(`\n# ${talk.title} (${file.split('/').at(-1)})\n\ntags: ${texts.tags}`)
  const show = ({ text, passages }: { text: string; passages: readonly number[] }): string => {
    const start = passages.map((place) => talk.passages[place]?.start ?? 0)
    return `- ${text} ${start.map((seconds) => `[${clock(seconds)}]`).join(' ')}`
  }
  for (const name of ['lead', 'summary', 'key_points'])
    console.log(`\n## ${name}\n${(evidence[name] ?? []).map(show).join('\n')}`)
  console.log('\n## chapters')
  for (const [at, part] of talk.parts.entries()) {
    const gist = gists[at] ?? null
    console.log(`- ${clock(part.start)} ${part.title}${gist === null ? '' : `\n  ${show(gist)}`}`)
  }
  if (!values.faults) continue
  console.log('\n## not quoted')
  for (const { from, text } of talk.passages) {
    if (from !== 'speech') continue
    const clean = cleanSpoken(text, talk.language)
    const fault = findFault(clean, talk.language, !/[.!?…:]$/.test(clean))
    console.log(`${(fault ?? 'OK').padEnd(11)} ${clean}`)
  }
}
