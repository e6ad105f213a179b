import { AppError } from '@async-events/core'

export function isErrno(thrown: unknown, ...codes: string[]): boolean {
  return thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))
}

/** The disk is broken, unmounted, read-only, or on another machine that does not answer. */
const away = [
  'EIO',
  'EACCES',
  'EPERM',
  'EROFS',
  'ESTALE',
  'ENOTDIR',
  'ENODEV',
  'ENXIO',
  'ENOTCONN',
  'EHOSTDOWN',
]
const spent = ['EMFILE', 'ENFILE', 'ENOMEM']

/** A file system error as an `AppError`; any other, such as one of a source, unchanged. */
export function storageError(thrown: unknown): unknown {
  // EFBIG: above the size limit of the process or file system.
  if (isErrno(thrown, 'ENOSPC', 'EDQUOT', 'EFBIG'))
    return new AppError('storage_full', undefined, { cause: thrown })
  if (isErrno(thrown, ...away, ...spent))
    return new AppError('unavailable', 'The artifact store cannot be reached.', { cause: thrown })
  return thrown
}

export function missing(cause?: unknown): AppError {
  return new AppError('artifact_missing', undefined, cause === undefined ? {} : { cause })
}
