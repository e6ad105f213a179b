export interface BatchCounts {
  batch_id: string
  status: string
  isActive: boolean
  total_jobs: number
  pending_jobs: number
  processing_jobs: number
  completed_jobs: number
  failed_jobs: number
  cancelled_jobs: number
}

export interface JobAnswer {
  job_id: string
  status: string
  parameters: { session: string }
  run: { number: number }
  error: { code: string } | null
  steps: { id: string; status: string }[]
  results_summary?: { archive_url: string | null } | null
}

/** The few calls that the end-to-end tests make. */
export function apiClient(api: string) {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(api + path)
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const post = async (
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await fetch(api + path, {
      method: 'POST',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return {
    read,
    post,
    async createBatch(parameters: object[]): Promise<string> {
      const { status, body } = await post('/batches', {
        jobs: parameters.map((given) => ({ parameters: given })),
      })
      if (status !== 201) throw new Error(`refused with ${status}: ${JSON.stringify(body).slice(0, 500)}`)
      return (body.batch as BatchCounts).batch_id
    },
    batch: async (id: string) => (await read<{ batch: BatchCounts }>(`/batches/${id}`)).batch,
    jobs: async (batchId: string) =>
      (await read<{ jobs: JobAnswer[] }>(`/jobs?batch_id=${batchId}&limit=1000`)).jobs,
  }
}

export const sumOf = (batch: BatchCounts): number =>
  batch.pending_jobs + batch.processing_jobs + batch.completed_jobs + batch.failed_jobs + batch.cancelled_jobs

export const finishedOf = (batch: BatchCounts): number =>
  batch.completed_jobs + batch.failed_jobs + batch.cancelled_jobs
