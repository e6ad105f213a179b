import { AppError } from '@async-events/core'

/** Errors of the file system as ours, with what to do. Others pass. */
export function errorOfFolder(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (error instanceof AppError) return error
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('storage_full', `${folder} is full: free some space; the download goes on then.`, {
      cause: error,
    })
  const isClosed = error instanceof Error && 'errcode' in error && [8, 14].includes(Number(error.errcode))
  if (isClosed || code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError(
      'permission_denied',
      `${folder} cannot be written by this user: set MODELS_DIR to a folder that can.`,
      { cause: error },
    )
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new AppError('permission_denied', `${folder} is no folder: set MODELS_DIR to one.`, {
      cause: error,
    })
  return error
}
