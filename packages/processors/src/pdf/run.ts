import { AppError, type Runner } from '@async-events/core'
import type { pdfContract } from './contract.ts'

export const runPdf: Runner<typeof pdfContract> = async () => {
  throw new AppError('unexpected')
}
