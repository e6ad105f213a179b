import type { ProcessorContract, QueueName, TextModel, WorkerEngine } from '@async-events/core'
import type { SpeechEngine } from './find-speech-engine.ts'

interface EngineDeps {
  textModel: Pick<TextModel, 'name'>
  findSpeechEngine(): Promise<SpeechEngine>
  /** Languages that pictures can be read in here; null without a program for it. */
  findOcrLanguages(): Promise<readonly string[] | null>
}

/** Engines that the processors of a worker ask, as they are now. */
export async function enginesOf(
  queue: QueueName,
  contracts: readonly ProcessorContract[],
  { textModel, findSpeechEngine, findOcrLanguages }: EngineDeps,
): Promise<WorkerEngine[]> {
  const asked = new Set(contracts.flatMap(({ engines }) => engines))
  const found: WorkerEngine[] = []
  if (asked.has('text')) found.push({ kind: 'text', name: textModel.name, languages: [], advice: null })
  if (asked.has('transcript')) {
    const { transcriber, advice } = await findSpeechEngine()
    const languages = [...(transcriber?.languages ?? [])]
    found.push({ kind: 'speech', name: transcriber?.name ?? null, languages, advice })
  }
  // Slides and pictures are read there. It is no engine of a contract, as pages with text do without it.
  if (queue === 'pdf') {
    const languages = await findOcrLanguages()
    found.push({
      kind: 'ocr',
      name: languages === null ? null : 'tesseract',
      languages: [...(languages ?? [])],
      advice:
        languages === null
          ? 'Pictures of text are not read here; install Tesseract with "apt-get install tesseract-ocr"'
          : null,
    })
  }
  return found
}
