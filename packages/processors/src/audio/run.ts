import { AppError, type Runner } from '@async-events/core'
import type { audioContract } from './contract.ts'

export const runAudio: Runner<typeof audioContract> = async () => {
  throw new AppError('unexpected')
}
