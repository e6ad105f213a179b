import { type Batch, Client, type JobListItem, type SessionParameters } from '@async-events/client'

/** Several calls of the product's own client, as these tests need them. */
export class TestClient extends Client {
  /** The id of a batch of these sessions. */
  async submitSessions(sessions: SessionParameters[]): Promise<string> {
    const { batch } = await this.createBatch({
      body: { jobs: sessions.map((parameters) => ({ parameters })) },
    })
    return batch.batch_id
  }

  async batch(id: string): Promise<Batch> {
    return (await this.getBatch({ path: { batch_id: id } })).batch
  }

  /** The newest thousand, without their results. */
  async jobsOf(batchId: string): Promise<JobListItem[]> {
    return (await this.listJobs({ query: { batch_id: batchId, limit: 1000 } })).jobs
  }
}

/** @param url where the service listens */
export const apiClient = (url: string): TestClient => new TestClient({ baseUrl: url })

export const sumOf = (batch: Batch): number =>
  batch.pending_jobs + batch.processing_jobs + batch.completed_jobs + batch.failed_jobs + batch.cancelled_jobs

export const finishedOf = (batch: Batch): number =>
  batch.completed_jobs + batch.failed_jobs + batch.cancelled_jobs
