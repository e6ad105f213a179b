/** Downloads over real sockets: T04 and T05 of docs/bad-inputs.md. */
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { ArtifactStore, ResultFile } from '@async-events/core'
import { until } from '@async-events/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { archiveBytes, completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

/** More than the sockets between both ends hold. */
const bigBytes = 24 * 1024 ** 2

/** Stands between the API and its store: breaks a stream in the middle, when a test says so. */
let breakAfter: number | null = null
const breaking = (artifacts: ArtifactStore): ArtifactStore => ({
  ...artifacts,
  async open(key, range) {
    const content = await artifacts.open(key, range)
    if (breakAfter === null) return content
    let left = breakAfter
    const broken = (async function* () {
      for await (const chunk of content) {
        if (left <= 0) throw new Error(`EIO: read of ${key}`)
        left -= chunk.length
        yield chunk
      }
    })()
    return Object.assign(broken, { destroy: () => content.destroy() })
  },
})

let test: TestApp
let port = 0
let jobId = ''
let batchId = ''
beforeAll(async () => {
  test = await testApp({ change: (stack) => ({ ...stack, artifacts: breaking(stack.artifacts) }) })
  port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port)
  const { body } = await call('POST', 'batches', {
    body: { jobs: [1, 2].map(() => ({ parameters: session({ video_transcript: 'x' }) })) },
  })
  batchId = body.batch.batch_id
  for (const id of body.job_ids) {
    jobId = id
    await completeJob(test.stack, id)
    await withBigFile(id)
  }
})
beforeEach(() => {
  breakAfter = null
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

async function withBigFile(id: string): Promise<void> {
  const job = await test.stack.jobs.get(id)
  const stored = await test.stack.artifacts.put(job!.scope, Buffer.alloc(bigBytes, id))
  const results = await test.stack.results.get(id, 1)
  const file: ResultFile = { path: 'a/recording.mp4', media_type: 'video/mp4', ...stored }
  await test.stack.results.put({ ...results!, files: [...results!.files, file] })
}

interface Heard {
  status: number
  head: string
  body: Buffer
  /** The connection was ended without the end of the answer. */
  isWhole: boolean
}

/** Asks and hears until the connection closes. */
async function ask(path: string, headers = ''): Promise<Heard> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  socket.setTimeout(20_000, () => socket.destroy(new Error('no end')))
  await once(socket, 'close')
  const all = Buffer.concat(chunks)
  const at = all.indexOf('\r\n\r\n')
  const head = all.subarray(0, at).toString('latin1')
  const body = all.subarray(at + 4)
  const length = /^content-length: (\d+)$/im.exec(head)?.[1]
  return {
    status: Number(head.split(' ')[1]),
    head,
    body,
    isWhole:
      length === undefined ? body.subarray(-5).toString() === '0\r\n\r\n' : body.length === Number(length),
  }
}

/** Files of the store that this process has open. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(test.dataDir) ? [path] : []
    } catch {
      return [] // that of the look itself
    }
  })

async function fileOf(key: string): Promise<string> {
  const hash = key.split('/').at(-1) ?? ''
  const names = await readdir(test.dataDir, { recursive: true })
  return join(test.dataDir, names.find((name) => name.endsWith(hash)) ?? '')
}

const prefix = '/api/event-job'
const paths = () => [
  `${prefix}/files/${jobId}/1/a/recording.mp4`,
  `${prefix}/batches/${batchId}/download-archive`,
  `${prefix}/batches/${batchId}/events`,
  `${prefix}/jobs/${jobId}?wait=60&since=999999`,
]

it('T04: a client that leaves: file, stream and whoever worked for it are let go', async () => {
  for (const path of paths()) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    if (path.includes('download') || path.includes('files')) {
      await once(socket, 'data')
      // Nothing more is read: the file stays open at a place in the middle.
      socket.pause()
      await until(() => openFiles().length > 0, 5_000, `${path} is read`)
    } else if (path.includes('events')) await once(socket, 'data')
    else await until(() => connections() > 0, 5_000, 'it waits')
    socket.destroy()
    await until(() => openFiles().length === 0, 5_000, `${path} is closed`)
    await until(() => connections() === 0, 5_000, `${path} has no connection`)
  }
  const looks = new Map<string, number>()
  const looksAt = (id: string): number => looks.get(id) ?? 0
  const { get, counts } = test.stack.jobs
  Object.assign(test.stack.jobs, {
    get: (id: string) => {
      looks.set(id, looksAt(id) + 1)
      return get(id)
    },
    counts: (ids: string[]) => {
      for (const id of ids) looks.set(id, looksAt(id) + 1)
      return counts(ids)
    },
  })
  // Who stays at a stream and at a wait asks the database again and again; who left would have as often.
  const { body } = await call('POST', 'batches', { body: { jobs: [{ parameters: session() }] } })
  const [otherBatch, otherJob] = [body.batch.batch_id, body.job_ids[0]]
  const staying = [`batches/${otherBatch}/events`, `jobs/${otherJob}?wait=60&since=999999`].map((path) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET ${prefix}/${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    return socket
  })
  await until(
    async () => {
      const before = [looksAt(batchId), looksAt(jobId)]
      const [ofStream, ofWait] = [looksAt(otherBatch), looksAt(otherJob)]
      await until(
        () => looksAt(otherBatch) >= ofStream + 2 && looksAt(otherJob) >= ofWait + 3,
        10_000,
        'who stays looks again',
      )
      return before.join() === [looksAt(batchId), looksAt(jobId)].join()
    },
    15_000,
    'nobody who left looks any more',
  )
  for (const socket of staying) socket.destroy()
})
let sockets = 0
const connections = (): number => sockets
beforeAll(() => {
  test.app.server.on('connection', (socket) => {
    sockets += 1
    socket.on('close', () => {
      sockets -= 1
    })
  })
})

describe('T04: a file that ends in the middle breaks the connection', () => {
  it('a file of a result, whose store fails', async () => {
    breakAfter = 1024 ** 2
    const heard = await ask(`${prefix}/files/${jobId}/1/a/recording.mp4`)
    expect([heard.status, heard.isWhole]).toEqual([200, false])
    expect(heard.body.length).toBeLessThan(bigBytes)
    expect(heard.head + heard.body.subarray(-1_000).toString()).not.toMatch(/EIO|sha256/)
  })

  it('an archive of a batch, whose store fails: never a short ZIP', async () => {
    breakAfter = 1024 ** 2
    const heard = await ask(`${prefix}/batches/${batchId}/download-archive`)
    expect([heard.status, heard.isWhole]).toEqual([200, false])
    expect(heard.body.includes('PK\x05\x06')).toBe(false)
    breakAfter = null
    const whole = await ask(`${prefix}/batches/${batchId}/download-archive`)
    expect([whole.status, whole.isWhole, whole.body.includes('PK\x05\x06')]).toEqual([200, true, true])
  })

  it('an archive of a batch of which a file is gone', async () => {
    const { key } = (await test.stack.results.get(jobId, 1))!.files.at(-1)!
    const path = await fileOf(key)
    await rm(path)
    const heard = await ask(`${prefix}/batches/${batchId}/download-archive`)
    expect([heard.status, heard.isWhole, heard.body.includes('PK\x05\x06')]).toEqual([200, false, false])
    // Asked for itself, it is an error in the envelope that says nothing of the file.
    const lost = await call('GET', `files/${jobId}/1/a/recording.mp4`)
    expect([lost.status, lost.body.status]).toEqual([500, 'error'])
    for (const name of ['etag', 'content-disposition', 'accept-ranges'])
      expect(lost.headers).not.toHaveProperty(name)
    expect(lost.headers['cache-control']).toBe('no-store')
    await writeFile(path, Buffer.alloc(bigBytes, jobId))
  })

  it('a file that is shorter than it is known to be', async () => {
    const { key } = (await test.stack.results.get(jobId, 1))!.files.at(-1)!
    const path = await fileOf(key)
    await truncate(path, bigBytes - 1)
    const kept = connect(port, '127.0.0.1')
    kept.on('error', () => {}).resume()
    kept.write(`GET ${prefix}/files/${jobId}/1/a/recording.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    // Nothing can follow on this connection.
    await once(kept, 'close')
    for (const url of [`files/${jobId}/1/a/recording.mp4`, `batches/${batchId}/download-archive`]) {
      const heard = await ask(`${prefix}/${url}`)
      expect([url, heard.status, heard.isWhole]).toEqual([url, 200, false])
      expect(heard.body.includes('PK\x05\x06')).toBe(false)
    }
    await writeFile(path, Buffer.alloc(bigBytes, jobId))
  })

  it('and nothing stays open', async () => {
    await until(() => openFiles().length === 0, 5_000, 'every file is closed')
    await until(() => connections() === 0, 5_000, 'every connection is closed')
    expect((await call('GET', '/livez')).status).toBe(200)
  })
})

it('T04: a range beyond the end is 416, one that reaches over it is cut', async () => {
  const size = archiveBytes.length
  const url = `${prefix}/jobs/${jobId}/download-archive`
  for (const [range, status, contentRange, bytes] of [
    [`bytes=${size - 1}-`, 206, `bytes ${size - 1}-${size - 1}/${size}`, 1],
    [`bytes=${size - 1}-${size + 5}`, 206, `bytes ${size - 1}-${size - 1}/${size}`, 1],
    [`bytes=-${size + 1}`, 206, `bytes 0-${size - 1}/${size}`, size],
    [`bytes=${size}-`, 416, `bytes */${size}`, null],
    [`bytes=${size}-${size + 1}`, 416, `bytes */${size}`, null],
    ['bytes=999999999999999-', 416, `bytes */${size}`, null],
    ['bytes=-0', 416, `bytes */${size}`, null],
  ] as const) {
    const heard = await ask(url, `Range: ${range}\r\n`)
    expect([range, heard.status, heard.isWhole]).toEqual([range, status, true])
    expect(/^content-range: (.*)$/im.exec(heard.head)?.[1]).toBe(contentRange)
    if (bytes === null) {
      expect(JSON.parse(heard.body.toString())).toMatchObject({ error_type: 'range_not_satisfiable' })
      expect(heard.head).not.toMatch(/^(etag|content-disposition):/im)
    } else expect(heard.body.length).toBe(bytes)
  }
})

describe('T05: a path that is none of the files of the run', () => {
  // As they are: clients of tests would tidy them first.
  it.each([
    '/files/../../etc/passwd',
    '/files/{job}/1/../../../../etc/passwd',
    '/files/{job}/1/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/files/{job}/1/..%2f..%2f..%2fetc%2fpasswd',
    '/files/{job}/1/..%5c..%5cetc%5cpasswd',
    '/files/{job}/1/%252e%252e/etc/passwd',
    '/files/{job}/1//etc/passwd',
    '/files/{job}/1/%2fetc%2fpasswd',
    '/files//etc/passwd',
    '/files/{job}/1/file:///etc/passwd',
    '/files/{job}/1/a/../a/recording.mp4',
    '/files/{job}/1/a//recording.mp4',
    '/files/{job}/1/a/recording.mp4/',
    '/files/{job}/1/a/recording.mp4%00.png',
    '/files/{job}/1/A/recording.mp4',
    '/files/{job}/01/a/recording.mp4',
    '/files/{job}/1e0/a/recording.mp4',
    '/files/{job}/-1/a/recording.mp4',
    '/files/{job}/2/a/recording.mp4',
    '/files/{job}/1/constructor',
    '/files/{job}/1/__proto__',
  ])('%s', async (path) => {
    const heard = await ask(prefix + path.replace('{job}', jobId))
    expect([heard.status, heard.isWhole]).toEqual([404, true])
    expect(JSON.parse(heard.body.toString())).toMatchObject({ status: 'error', error_type: 'not_found' })
    expect(heard.body.toString()).not.toContain('root:')
  })

  it('a link that lies in the store is of no file', async () => {
    await symlink('/etc/passwd', join(test.dataDir, 'passwd'))
    for (const path of ['passwd', 'artifacts/passwd', '../passwd', '..%2fpasswd'])
      expect((await ask(`${prefix}/files/${jobId}/1/${path}`)).status).toBe(404)
  })
})
