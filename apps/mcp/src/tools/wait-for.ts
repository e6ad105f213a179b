import {
  type Batch,
  type BatchNews,
  type Client,
  type Job,
  type JobNews,
  TimeoutError,
} from '@async-events/client'
import type { McpServer, ServerContext } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { answerTool, toolResult } from '../tool-result.ts'

const inputSchema = z.object({
  id: z.string().min(1).max(200).describe('A job_id or batch_id.'),
  seconds: z.int().min(0).max(300).default(50).describe('Longest time to wait; 0 only looks.'),
})
const note = z.object({ code: z.string(), message: z.string() })
const outputSchema = z.object({
  id: z.string(),
  status: z.string().describe('pending, processing, completed, failed or cancelled'),
  has_ended: z.boolean(),
  percent: z.number(),
  warnings: z.array(note).describe('What the document lacks, and why.'),
  error: note.nullable(),
  counts: z.record(z.string(), z.number()).nullable().describe('Of a batch: jobs by status.'),
})
type State = z.infer<typeof outputSchema>

const ended = new Set(['completed', 'failed', 'cancelled'])

export function waitForTool(server: McpServer, client: Client): void {
  server.registerTool(
    'wait_for',
    {
      title: 'Wait for a job or batch',
      description:
        'Waits until a job or batch has ended, or the time is over, and says how it stands. Call it again while has_ended is false.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id, seconds }, context) =>
      answerTool(async () => {
        if (seconds > 0) await follow(client, id, seconds, context)
        const { signal } = context.mcpReq
        const state = id.startsWith('job-')
          ? ofJob((await client.getJob({ path: { job_id: id }, signal })).job)
          : ofBatch((await client.getBatch({ path: { batch_id: id }, signal })).batch)
        return toolResult(describe(state), state)
      }),
  )
}

/** Until the end or the time is over; the caller hears of the progress if it asked to. */
async function follow(client: Client, id: string, seconds: number, context: ServerContext): Promise<void> {
  const { signal, _meta, notify } = context.mcpReq
  const progressToken = _meta?.progressToken
  const late = AbortSignal.timeout(seconds * 1000)
  const either = AbortSignal.any([signal, late])
  try {
    for await (const news of client.watch(id, { signal: either })) {
      if (news.type !== 'progress' || progressToken === undefined) continue
      const progress = progressOf(news.data)
      await notify({ method: 'notifications/progress', params: { progressToken, ...progress } })
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!late.aborted && !(error instanceof TimeoutError)) throw error
  }
}

type ProgressData = Extract<JobNews | BatchNews, { type: 'progress' }>['data']

/** Of a job its percentage, of a batch how many of its jobs have ended. */
function progressOf(data: ProgressData): { progress: number; total: number } {
  if (!('total_jobs' in data)) return { progress: data.percent, total: 100 }
  const progress = data.completed_jobs + data.failed_jobs + data.cancelled_jobs
  return { progress, total: data.total_jobs }
}

const ofJob = ({ job_id, status, progress, warnings, error }: Job): State => ({
  id: job_id,
  status,
  has_ended: ended.has(status),
  percent: progress.percent,
  warnings: warnings.map(({ code, message }) => ({ code, message })),
  error: error && { code: error.code, message: error.message },
  counts: null,
})

const ofBatch = (batch: Batch): State => ({
  id: batch.batch_id,
  status: batch.status,
  has_ended: ended.has(batch.status),
  percent: batch.progress.percent,
  warnings: [],
  error: null,
  counts: {
    total: batch.total_jobs,
    pending: batch.pending_jobs,
    processing: batch.processing_jobs,
    completed: batch.completed_jobs,
    failed: batch.failed_jobs,
    cancelled: batch.cancelled_jobs,
  },
})

function describe({ id, status, has_ended, percent, warnings, error, counts }: State): string {
  const lines = [`${id} is ${status}${has_ended ? '' : `, ${Math.floor(percent)} %`}.`]
  if (counts !== null)
    lines.push(
      `${counts.completed} of ${counts.total} completed, ${counts.failed} failed, ${counts.cancelled} cancelled.`,
    )
  if (error) lines.push(`Error ${error.code}: ${error.message}`)
  for (const { code, message } of warnings) lines.push(`Warning ${code}: ${message}`)
  return lines.join('\n')
}
