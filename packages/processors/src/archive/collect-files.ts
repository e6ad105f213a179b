import type { MadeFile, ProcessorContract, StepContext } from '@async-events/core'
import { inputsOf } from '@async-events/core'
import { filesFolder } from '../layout/event-folder.ts'
import { registry } from '../registry.ts'

/** What `collectFiles` reads; a step has it, and so has the end of a job. */
export interface FilesContext {
  inputs: StepContext['inputs']
  artifacts: Pick<StepContext['artifacts'], 'readText'>
}

/** The files of a processor, as its contract lists them, in the folder of the job. */
export async function collectFiles(
  { inputs, artifacts }: FilesContext,
  processor: string,
  fileStem: string,
): Promise<MadeFile[]> {
  const contracts: Readonly<Record<string, ProcessorContract>> = registry
  const contract = Object.hasOwn(contracts, processor) ? contracts[processor] : undefined
  const list = contract?.standalone?.files
  if (!contract || !list) throw new TypeError(`the processor "${processor}" names no files`)
  const made = await Promise.all(inputsOf({ inputs }, contract).map((output) => list(output, artifacts)))
  return made.flat().map((file) => ({ ...file, path: `${filesFolder(fileStem)}/${file.path}` }))
}
