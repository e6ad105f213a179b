import type { FindTool } from '@async-events/core'
import { findWhisper } from '@async-events/media/find-whisper'
import { isPocketsphinxInstalled, pocketsphinxTool } from '@async-events/media/pocketsphinx-model'
import { chooseModel, modelsFolder } from '@async-events/models'
import { installCommand } from '@async-events/sandbox/packages-of-tools'
import type { Env, Finding } from './finding.ts'

/** What turns speech into text here: the engines and the model, as the service chooses them. */
export async function checkSpeech(env: Env, findTool: FindTool): Promise<Finding[]> {
  if (env.TRANSCRIPT_MODEL)
    return [
      {
        group: 'speech',
        name: 'endpoint',
        state: 'ok',
        about: `${env.TRANSCRIPT_MODEL}, by TRANSCRIPT_MODEL`,
        mend: null,
      },
    ]
  const whisper = findWhisper(findTool)
  const engine: Finding = {
    group: 'speech',
    name: 'whisper',
    state: whisper === null ? 'advised' : 'ok',
    about:
      whisper === null
        ? 'neither the program whisper-cli nor the package of npm start is here'
        : whisper === 'binding'
          ? 'a package of npm'
          : 'whisper.cpp',
    mend: whisper === null ? installCommand('whisper-cli') : null,
  }
  return [engine, await checkModel(env), checkPocketsphinx(findTool)]
}

async function checkModel(env: Env): Promise<Finding> {
  const wanted = env.WHISPER_MODEL || undefined
  const folder = modelsFolder({ MODELS_DIR: env.MODELS_DIR, DATA_DIR: env.DATA_DIR })
  const model = await chooseModel(folder, wanted)
  const found = { group: 'speech', name: 'model' } as const
  if (model !== null) return { ...found, state: 'ok', about: model.path, mend: null }
  return {
    ...found,
    state: wanted === undefined ? 'advised' : 'missing',
    about: `none in ${folder}: speech is recognised in English only, with many errors`,
    mend: `npm run models -- get ${wanted ?? 'base'}`,
  }
}

function checkPocketsphinx(findTool: FindTool): Finding {
  const isThere = isPocketsphinxInstalled(findTool)
  return {
    group: 'speech',
    name: 'pocketsphinx',
    state: isThere ? 'ok' : 'advised',
    about: isThere
      ? 'with its English model'
      : 'the program or its English model is missing: without a model of Whisper no speech is recognised',
    mend: isThere ? null : installCommand(pocketsphinxTool),
  }
}
