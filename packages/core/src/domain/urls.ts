/** Paths of the API that bodies name: in its answers, and in webhooks behind the address that clients know. */
export const apiPrefix = '/api/event-job'

/** @param path as in the archive */
export const fileUrl = (jobId: string, run: number, path: string): string =>
  `${apiPrefix}/files/${jobId}/${run}/${path.split('/').map(encodeURIComponent).join('/')}`

export const jobUrl = (jobId: string): string => `${apiPrefix}/jobs/${jobId}`

export const batchUrl = (batchId: string): string => `${apiPrefix}/batches/${batchId}`

export const archiveUrl = (jobId: string): string => `${apiPrefix}/jobs/${jobId}/download-archive`

export const batchArchiveUrl = (batchId: string): string => `${apiPrefix}/batches/${batchId}/download-archive`
