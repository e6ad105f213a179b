import type { Client, JobCreate } from '@async-events/client'
import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { fileNames } from '../file-names.ts'
import { answerTool, toolResult } from '../tool-result.ts'

const talk = z.object({
  url: z.url().max(2048).describe('Page of the talk; it names recording and slides.'),
  session: z.string().min(1).max(500).describe('Title of the talk.'),
  event: z.string().min(1).max(500).describe('Name of the conference.'),
  track: z.string().min(1).max(500).describe('Track or room; "main" where there is none.'),
  speakers: z.array(z.string().min(1).max(200)).max(100).exactOptional(),
  video_url: z.url().max(2048).exactOptional().describe('The recording, where the page does not name it.'),
  source_language: z
    .string()
    .max(35)
    .exactOptional()
    .describe('Language tag of what is spoken, such as "de".'),
  target_language: z.string().max(35).default('en').describe('Language tag of the document.'),
})

const inputSchema = z.object({
  talks: z.array(talk).min(1).max(100),
  batch_name: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .describe('Of several talks: how the batch is called.'),
})
const outputSchema = z.object({
  batch_id: z.string().nullable().describe('Null for one talk without a batch name.'),
  jobs: z.array(z.object({ job_id: z.string(), session: z.string() })),
})

export function submitTalksTool(server: McpServer, client: Client): void {
  server.registerTool(
    'submit_talks',
    {
      title: 'Submit talks',
      description:
        'Have talks turned into documents: one job each. Answers at once; several talks, or a batch name, make a batch. All are accepted or none.',
      inputSchema,
      outputSchema,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    ({ talks, batch_name }, { mcpReq: { signal } }) =>
      answerTool(async () => {
        const names = fileNames(talks.map(({ session }) => session))
        const jobs: JobCreate[] = talks.map((parameters, at) => ({
          parameters: { ...parameters, filename: names[at] ?? 'talk.md' },
        }))
        const [first] = jobs
        if (jobs.length === 1 && batch_name === undefined && first) {
          const { job } = await client.createJob({ body: first, signal })
          return submitted(null, [job.job_id], talks)
        }
        const { batch, job_ids } = await client.createBatch({
          body: { jobs, ...(batch_name !== undefined && { batch_name }) },
          signal,
        })
        return submitted(batch.batch_id, job_ids, talks)
      }),
  )
}

function submitted(batchId: string | null, ids: readonly string[], talks: readonly { session: string }[]) {
  const jobs = ids.map((job_id, at) => ({ job_id, session: talks[at]?.session ?? '' }))
  const lines = jobs.map(({ job_id, session }) => `- ${job_id}: ${session}`)
  const head = batchId === null ? 'The job was accepted:' : `The batch ${batchId} was accepted:`
  return toolResult([head, ...lines].join('\n'), { batch_id: batchId, jobs })
}
