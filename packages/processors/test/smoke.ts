import { readFileSync } from 'node:fs'
import { createExtractive } from '@async-events/ai'
import { transformContract } from '../src/transform/contract.ts'
import { runTransform } from '../src/transform/run.ts'
import { createBench, scraped } from './step-context.ts'

const b = await createBench()
const all = JSON.parse(readFileSync('/tmp/fosdem.json', 'utf8'))
for (const i of process.argv.slice(2).map(Number)) {
  const e = all[i]
  const t = await b.artifacts.put(e.text, 'text/markdown')
  const r = await runTransform(
    b.context(transformContract, {
      textModel: createExtractive(),
      params: {
        event: 'FOSDEM 2025',
        session: e.title,
        url: e.url,
        filename: 'a.md',
        track: e.track,
        day: 'Sunday',
        starttime: e.start,
        speakers: null,
        source_language: 'en',
        target_language: i % 2 ? 'en' : 'de',
        template: 'Session',
        file_stem: 'a',
        attachments_url: e.att,
      },
      inputs: [
        scraped(t, e.text.length, {
          speakers: e.speakers.map((name: string) => ({ name, url: null, image_url: null })),
          room: e.room,
          links: e.links,
          url: e.url,
        }),
      ],
    }),
  )
  console.log(await b.artifacts.readText(r.output.markdown))
  console.log('#########################')
}
await b.close()
