export { Client, type Filter, type StateFilter, type WaitOptions } from './client.ts'
export type { CallOptions, ClientOptions, Retry } from './client-options.ts'
export { ApiError, type ErrorType } from './errors/api-error.ts'
export {
  ConnectionError,
  DamagedFileError,
  TimeoutError,
  UnexpectedAnswerError,
} from './errors/connection-error.ts'
export * from './errors/error-classes.ts'
export type { Download, DownloadOptions, SavedFile } from './files/download.ts'
export type { UploadOptions } from './files/upload.ts'
export type { FollowOptions } from './follow.ts'
export type * from './operations.ts'
export type { UploadSource } from './platform/platform.ts'
export type { BatchNews, JobNews } from './read-events.ts'
export type * from './types.ts'
