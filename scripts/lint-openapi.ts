/** Holds docs/openapi.json to the strict rules of Redocly. */
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'

const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // The contract has `/{job_id}/restart` and `/batches/{batch_id}`; no job id is "batches".
    'no-ambiguous-paths': 'off',
    // The operator decides where it runs.
    'no-server-example.com': 'off',
    'operation-operationId': 'error',
    'operation-summary': 'error',
    'tag-description': 'error',
    'no-invalid-schema-examples': 'error',
    'no-invalid-media-type-examples': 'error',
  },
})
const source = readFileSync('docs/openapi.json', 'utf8')
const problems = await lintFromString({ source, absoluteRef: 'docs/openapi.json', config })
for (const { ruleId, message, location } of problems)
  console.error(`${location[0]?.pointer ?? ''}: ${message} (${ruleId})`)
process.exit(problems.length === 0 ? 0 : 1)
