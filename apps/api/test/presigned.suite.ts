/** Downloads by addresses of a real S3-compatible server, as a client follows them: `npm run test:s3`. */
import { Client } from '@async-events/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type GatewayStore, openGatewayStore } from '../../../packages/artifacts/test/s3-gateway.ts'
import { archiveBytes, completeJob, documentText } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let gateway: GatewayStore
let test: TestApp
let baseUrl: string
beforeAll(async () => {
  gateway = await openGatewayStore()
  test = await testApp({
    environment: {
      ARTIFACTS_URL: gateway.url,
      ARTIFACTS_PRESIGN: '5m',
      AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? '',
      AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  })
  baseUrl = await test.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await test?.close()
  await gateway?.close()
})

it('the client follows: the archive whole, a file with its type and name, a part of it', async () => {
  const client = new Client({ baseUrl })
  const { job } = await client.createJob({
    body: { parameters: session({ video_transcript: 'x' }) as never },
  })
  await completeJob(test.stack, job.job_id)
  const { filename, bytes, mediaType, body } = await client.download(job.job_id)
  expect([filename, bytes, mediaType]).toEqual([
    expect.stringMatching(/\.zip$/),
    archiveBytes.length,
    'application/zip',
  ])
  expect((await new Response(body).arrayBuffer()).byteLength).toBe(archiveBytes.length)

  const { results } = (await client.getJob({ path: { job_id: job.job_id } })).job
  const url = new URL(results?.markdown_url ?? '', baseUrl)
  const file = await fetch(url)
  expect([file.redirected, new URL(file.url).searchParams.get('X-Amz-Expires')]).toEqual([true, '300'])
  expect(file.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(file.headers.get('content-disposition')).toMatch(/^inline; filename="/)
  expect(await file.text()).toBe(documentText)
  const part = await fetch(url, { headers: { range: 'bytes=2-5' } })
  expect([part.status, await part.text()]).toEqual([206, documentText.slice(2, 6)])
})
