import { AppError } from '@async-events/core'
import { missing } from './storage-errors.ts'

const fullNames = ['XMinioStorageFull', 'QuotaExceeded', 'EntityTooLarge', 'InsufficientStorage']

export function isMissing(thrown: unknown): boolean {
  return nameOf(thrown) === 'NoSuchKey' || nameOf(thrown) === 'NotFound'
}

/** An error of the S3 client as an `AppError`. The client's message is only in the cause. */
export function s3Error(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (isMissing(thrown)) return missing(thrown)
  if (nameOf(thrown) === 'InvalidRange')
    return new AppError('range_not_satisfiable', undefined, { cause: thrown })
  if (statusOf(thrown) === 507 || fullNames.includes(nameOf(thrown))) {
    return new AppError('storage_full', undefined, { cause: thrown })
  }
  return new AppError('unavailable', 'The artifact store cannot be reached', { cause: thrown })
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : ''
}

function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('$metadata' in thrown)) return undefined
  return (thrown.$metadata as { httpStatusCode?: number }).httpStatusCode
}
