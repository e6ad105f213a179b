/** Holds both OpenAPI documents to the strict rules of Redocly. */
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'

const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // The contract has `/{job_id}/restart` and `/batches/{batch_id}`; no job id is "batches".
    'no-ambiguous-paths': 'off',
    // All errors are one answer, `default`.
    'operation-4xx-response': 'off',
    // The operator decides where it runs.
    'no-server-example.com': 'off',
    'operation-operationId': 'error',
    'operation-summary': 'error',
    'tag-description': 'error',
    'no-invalid-schema-examples': 'error',
    'no-invalid-media-type-examples': 'error',
  },
})
let found = 0
for (const file of ['docs/openapi.json', 'docs/webhooks.openapi.json']) {
  const problems = await lintFromString({ source: readFileSync(file, 'utf8'), absoluteRef: file, config })
  for (const { ruleId, message, location } of problems)
    console.error(`${file} ${location[0]?.pointer ?? ''}: ${message} (${ruleId})`)
  found += problems.length
}
process.exit(found === 0 ? 0 : 1)
