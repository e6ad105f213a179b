import { openAiTranscriberOf, type TranscriptConfig } from '@async-events/ai'
import type { FindTool, Transcriber } from '@async-events/core'
import { createPocketsphinx, isPocketsphinxInstalled } from '@async-events/media'

/** The configured speech engine; null for none. `auto` is the offline engine where it is installed. */
export function createTranscriber(config: TranscriptConfig, findTool: FindTool): Transcriber | null {
  switch (config.TRANSCRIPT_ENGINE) {
    case 'openai':
      return openAiTranscriberOf(config)
    case 'pocketsphinx':
      return createPocketsphinx(findTool)
    case 'auto':
      return isPocketsphinxInstalled(findTool) ? createPocketsphinx(findTool) : null
    case 'none':
      return null
  }
}
