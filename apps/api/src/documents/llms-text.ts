import { prefix } from '../views/job-view.ts'

interface Document {
  info: { title: string; description?: string }
  paths: Record<string, Record<string, { operationId?: string; summary?: string; tags?: string[] }>>
}

/** What models that use the service begin with (https://llmstxt.org): what it does, how to ask, and where the rest is. */
export function llmsText({ info, paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary, tags }]) => ({
      tag: tags?.[0] ?? 'service',
      line: `- ${method.toUpperCase()} ${path} (${operationId}): ${summary}`,
    })),
  )
  const sections = [...Map.groupBy(operations, ({ tag }) => tag)].map(
    ([tag, listed]) =>
      `## ${tag.slice(0, 1).toUpperCase()}${tag.slice(1)}\n\n${listed.map(({ line }) => line).join('\n')}`,
  )
  return `# ${info.title}

> ${info.description} An HTTP API with JSON: submit a talk (page, recording, slides), wait for the job, read the document.

A job needs \`parameters\` with \`event\`, \`session\`, \`track\`, \`url\` (the page of the talk) and \`filename\`. In one request:

\`\`\`http
POST ${prefix}/jobs?wait=60
Content-Type: application/json
Idempotency-Key: one-new-key-for-each-new-job

{"parameters": {"event": "Wetland Conf 2026", "session": "Reed beds", "track": "wetlands",
 "url": "https://example.org/talks/reed-beds", "filename": "reed-beds.md", "target_language": "en"}}
\`\`\`

- The answer has \`job.job_id\` and \`job.status\` (pending, processing, completed, failed, cancelled). Not ended yet: GET ${prefix}/jobs/{job_id}?wait=60 again.
- Completed: \`job.results.markdown_content\` is the document, \`job.results.structured_data\` what is in it; \`job.warnings\` says what is missing.
- Failed: \`job.error\` has code, message and step.
- Many talks: POST ${prefix}/batches with \`jobs\`, then GET ${prefix}/batches/{batch_id}?wait=60.
- Every error is \`{status: "error", error_type, message, details?, doc_url, request_id}\`; \`doc_url\` explains it. Unknown keys and query parameters are refused with 400.
- With API keys: \`Authorization: Bearer <api key>\`.

## Documents

- [OpenAPI](/openapi.json): every route, body and answer
- [Webhooks](/webhooks.openapi.json): what the service sends
- [Errors](/docs/errors): what each error means and what to do
- [Version](/version): of the service and its processors

${sections.join('\n\n')}
`
}
