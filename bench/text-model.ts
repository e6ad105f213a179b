/**
 * Trains the model that tells text from boilerplate, prints its out-of-fold F1, and writes it.
 * `npm run bench -- text-model --wcxb DIR --work DIR [--write]`; needs python3 with lightgbm, numpy and rapidfuzz, 4 GB, 15 minutes
 */

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { exportBlocks, exportFeatures } from './text-model/export-blocks.ts'

const { values } = parseArgs({
  options: {
    wcxb: { type: 'string' },
    work: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const { wcxb, work, write } = values
if (wcxb === undefined || work === undefined)
  throw new Error('Give the data set with --wcxb and a folder for 1 GB of features with --work')

const python = (script: string, ...args: string[]): void => {
  const file = fileURLToPath(new URL(`text-model/${script}`, import.meta.url))
  execFileSync('python3', [file, work, ...args], { stdio: 'inherit' })
}
const model = fileURLToPath(new URL('../packages/web/src/page/text/text-model.json', import.meta.url))

mkdirSync(work, { recursive: true })
exportBlocks(wcxb, join(work, 'blocks.jsonl'))
python('label.py', wcxb)
python('lexicon.py')
exportFeatures(wcxb, work)
python('train.py', wcxb, ...(write ? [model] : []))
