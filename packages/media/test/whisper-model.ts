import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Published and own files of Whisper base, the smallest that hears as the tests ask. */
const names = ['ggml-base-q5_1.bin', 'ggml-base.bin', 'ggml-base-q8_0.bin']

/** A multilingual base model in `MODELS_DIR`; null with what is missing where there is none. */
export function testModel(): { file: string; missing: null } | { file: null; missing: string } {
  const folder = process.env.MODELS_DIR
  if (folder === undefined) return { file: null, missing: `MODELS_DIR with ${names[0]}` }
  const file = names.map((name) => join(folder, name)).find((one) => existsSync(one))
  return file === undefined ? { file: null, missing: join(folder, names[0] ?? '') } : { file, missing: null }
}
