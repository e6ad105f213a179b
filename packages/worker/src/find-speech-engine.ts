import { availableParallelism } from 'node:os'
import { isEndpointConfigured, openAiTranscriberOf, type TranscriptConfig } from '@async-events/ai'
import type { FindTool, Transcriber } from '@async-events/core'
import {
  createPocketsphinx,
  createWhisper,
  findWhisper,
  isPocketsphinxInstalled,
} from '@async-events/media/speech'
import { chooseModel, type InstalledModel, modelsFolder } from '@async-events/models'
import { whisperAdvice } from './whisper-advice.ts'

export interface SpeechEngine {
  /** Null when there is none to use. */
  transcriber: Transcriber | null
  /** What to do for one, or for a better one: sentences for people, without paths. Null when there is nothing to say. */
  advice: string | null
}

export interface SpeechConfig extends TranscriptConfig {
  DATA_DIR?: string
  MODELS_DIR?: string | undefined
  WHISPER_MODEL?: string | undefined
  WHISPER_THREADS?: number | undefined
}

/** More threads on one recording are hardly faster. */
const mostThreads = 8

/**
 * Finds the speech engine that the configuration asks for. Each call looks at the models' folder again, which takes a
 * millisecond: a model is used from the next step on, without a restart.
 */
export function speechEngineFinder(config: SpeechConfig, findTool: FindTool): () => Promise<SpeechEngine> {
  const endpoint =
    config.TRANSCRIPT_ENGINE === 'openai' ||
    (config.TRANSCRIPT_ENGINE === 'auto' && isEndpointConfigured(config))
      ? openAiTranscriberOf(config)
      : null
  const pocketsphinx = createPocketsphinx(findTool)
  const threads = config.WHISPER_THREADS ?? Math.min(mostThreads, availableParallelism())
  let known: { path: string; transcriber: Transcriber } | null = null

  const whisperWith = ({ name, path, header }: InstalledModel): Transcriber => {
    if (known?.path !== path) {
      const whisper = createWhisper({ findTool, model: { name, file: path }, threads })
      known = { path, transcriber: header?.english ? { ...whisper, languages: ['en'] } : whisper }
    }
    return known.transcriber
  }

  const findWhisperEngine = async (): Promise<SpeechEngine> => {
    const model = await chooseModel(modelsFolder(config), config.WHISPER_MODEL)
    const canRun = findWhisper(findTool) !== null
    return model !== null && canRun
      ? { transcriber: whisperWith(model), advice: null }
      : {
          transcriber: null,
          advice: whisperAdvice({ canRun, hasModel: model !== null, wanted: config.WHISPER_MODEL }),
        }
  }

  return async () => {
    if (endpoint !== null) return { transcriber: endpoint, advice: null }
    switch (config.TRANSCRIPT_ENGINE) {
      case 'none':
        return { transcriber: null, advice: 'Speech recognition is turned off here (TRANSCRIPT_ENGINE=none)' }
      case 'pocketsphinx':
        return { transcriber: pocketsphinx, advice: null }
      case 'whisper':
        return await findWhisperEngine()
      default: {
        const whisper = await findWhisperEngine()
        if (whisper.transcriber !== null || !isPocketsphinxInstalled(findTool)) return whisper
        return { transcriber: pocketsphinx, advice: whisper.advice }
      }
    }
  }
}
