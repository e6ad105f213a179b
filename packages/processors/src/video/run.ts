import { AppError, type Runner } from '@async-events/core'
import type { videoContract } from './contract.ts'

export const runVideo: Runner<typeof videoContract> = async () => {
  throw new AppError('unexpected')
}
