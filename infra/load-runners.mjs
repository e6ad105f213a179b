// Loads what a worker loads after its start: the runners of its queue, and what the readers of slides need for most pages.
// Run by infra/compile.mjs.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { registry } from '../packages/processors/src/registry.ts'
import { runners } from '../packages/processors/src/runners.ts'

const queue = process.argv[2]
for (const [name, load] of Object.entries(runners)) if (registry[name].queue === queue) await load()

if (queue === 'pdf') {
  const reader = fileURLToPath(new URL('../packages/media/src/pdf/pdf-child.ts', import.meta.url))
  // A child without a request ends once it has started.
  const started = spawnSync(process.execPath, [reader, '"redraw"'], {
    env: process.env,
    input: '',
    encoding: 'utf8',
  })
  if (started.status !== 0)
    throw new Error(`the reader of slides ended with ${started.status}: ${started.stderr}`)
  const { rehearseTexts } = await import('../packages/media/src/pdf/tell-texts.ts')
  const { rehearseDrawings } = await import('../packages/media/src/pdf/tell-drawings.ts')
  await import('../packages/media/src/pdf/tell-redrawings.ts')
  const always = async () => true
  await rehearseTexts(always)
  await rehearseDrawings(always)
}
