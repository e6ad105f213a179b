// Fills the compile cache of an image (`NODE_COMPILE_CACHE`) with every module that its apps load: `node infra/compile.mjs`.
// A process that stops on an invalid environment has loaded its app; what it loads later is loaded here.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const invalidEnvironment = 78
for (const main of globSync('apps/{api,keeper,worker-*}/src/main.ts').sort()) {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { PATH, NODE_COMPILE_CACHE },
    encoding: 'utf8',
  })
  if (status !== invalidEnvironment) throw new Error(`${main} ended with ${status}: ${stderr}`)
}
// Readers of slides, with what they need for most pages; a child without a request ends once it has started.
const reader = new URL('../packages/media/src/pdf/pdf-child.ts', import.meta.url)
const started = spawnSync(process.execPath, [fileURLToPath(reader), '"redraw"'], {
  env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
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

const { runners } = await import('../packages/processors/src/runners.ts')
for (const load of Object.values(runners)) await load()

const folder = process.env.NODE_COMPILE_CACHE
process.on('exit', () => {
  if (!folder || !existsSync(folder) || readdirSync(folder).length === 0) throw new Error('nothing is kept')
})
