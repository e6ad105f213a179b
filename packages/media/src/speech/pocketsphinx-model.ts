import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FindTool } from '@async-events/core'

/** Reads files; `pocketsphinx_continuous` of the same package guesses the input level. */
export const pocketsphinxTool = 'pocketsphinx_batch'

export interface PocketsphinxModel {
  /** Acoustic model, a folder. */
  sounds: string
  language: string
  dictionary: string
}

/** The US English model of the package `pocketsphinx-en-us`, next to the program; null if missing. */
export function pocketsphinxModel(findTool: FindTool): PocketsphinxModel | null {
  const tool = findTool(pocketsphinxTool)
  if (tool === null) return null
  // `/bin` is a link to `/usr/bin` on most systems.
  const prefix = dirname(dirname(realpathSync(tool)))
  const folder = join(prefix, 'share', 'pocketsphinx', 'model', 'en-us')
  const model = {
    sounds: join(folder, 'en-us'),
    language: join(folder, 'en-us.lm.bin'),
    dictionary: join(folder, 'cmudict-en-us.dict'),
  }
  return [join(model.sounds, 'mdef'), model.language, model.dictionary].every((file) => existsSync(file))
    ? model
    : null
}

/** Whether this machine can transcribe English speech offline. */
export const isPocketsphinxInstalled = (findTool: FindTool): boolean => pocketsphinxModel(findTool) !== null
