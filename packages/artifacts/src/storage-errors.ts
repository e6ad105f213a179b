import { AppError } from '@async-events/core'

export function isErrno(thrown: unknown, ...codes: string[]): boolean {
  return thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))
}

/** The disk is broken, is not mounted, may not be written, or is another machine's that does not answer. */
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

/** What a file system says as an error that the product knows; everything else, a source's own error, as it is. */
export function storageError(thrown: unknown): unknown {
  // EFBIG: larger than this process or this file system may write.
  if (isErrno(thrown, 'ENOSPC', 'EDQUOT', 'EFBIG'))
    return new AppError('storage_full', undefined, { cause: thrown })
  if (isErrno(thrown, ...away, ...spent))
    return new AppError('unavailable', 'The artifact store cannot be reached.', { cause: thrown })
  return thrown
}

export function missing(cause?: unknown): AppError {
  return new AppError('artifact_missing', undefined, cause === undefined ? {} : { cause })
}
