import { AppError } from '@async-events/core'

export function isErrno(thrown: unknown, ...codes: string[]): boolean {
  return thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))
}

/** A full disk or quota as the error that the product knows; everything else as it is. */
export function storageError(thrown: unknown): unknown {
  return isErrno(thrown, 'ENOSPC', 'EDQUOT')
    ? new AppError('storage_full', undefined, { cause: thrown })
    : thrown
}

export function missing(cause?: unknown): AppError {
  return new AppError('artifact_missing', undefined, cause === undefined ? {} : { cause })
}
