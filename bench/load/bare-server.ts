/**
 * Child of the benches of the API: what its tools take for the same requests. One `node:http` server over the same stores, with
 * durable writes, and nothing of ours. `node bare-server.ts`, with MONGODB_URI, REDIS_URL and the DATABASE whose jobs it reads.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Queue } from 'bullmq'
import { MongoClient } from 'mongodb'

interface BareJob {
  _id: string
  status: string
  created_at: Date
  [field: string]: unknown
}

const client = new MongoClient(process.env.MONGODB_URI ?? '', {
  maxPoolSize: 20,
  writeConcern: { w: 'majority', journal: true },
})
await client.connect()
const made = client.db('bare').collection<BareJob>('jobs')
const jobs = client.db().collection<BareJob>('jobs')
const queue = new Queue('bare', {
  connection: { url: process.env.REDIS_URL ?? '' },
  defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
})

const newJob = (body: object): BareJob => ({
  _id: randomUUID(),
  ...body,
  status: 'pending',
  created_at: new Date(),
})
const messageOf = ({ _id }: BareJob) => ({ name: 'step', data: { job_id: _id }, opts: { jobId: _id } })

async function answerTo(request: IncomingMessage): Promise<object | null> {
  if (request.method === 'GET') return jobs.findOne({ _id: request.url?.split('/').at(-1) ?? '' })
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = JSON.parse(Buffer.concat(parts).toString()) as { jobs?: object[] }
  if (body.jobs) {
    const all = body.jobs.map(newJob)
    await made.insertMany(all)
    await queue.addBulk(all.map(messageOf))
    return { job_ids: all.map(({ _id }) => _id) }
  }
  const job = newJob(body)
  await made.insertOne(job)
  const { name, data, opts } = messageOf(job)
  await queue.add(name, data, opts)
  return job
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = JSON.stringify(await answerTo(request))
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('disconnect', () => process.exit(0))
