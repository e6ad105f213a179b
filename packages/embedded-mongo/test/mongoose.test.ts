import mongoose, { type Connection, Schema } from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure, type Running, startServer } from './server.ts'

let running: Running
let connection: Connection
beforeAll(async () => {
  running = await startServer()
  connection = await mongoose.createConnection(`${running.server.uri}/mongoose_test`).asPromise()
})
afterAll(async () => {
  await connection.close()
  await running.stop()
})

type JobDoc = {
  _id: string
  rev: number
  status: string
  batch_id: string
  steps: Map<string, { status: string; percent: number }>
  outbox: { seq: number }[]
  wake_at?: Date
}

const jobSchema = new Schema<JobDoc>(
  {
    _id: String,
    rev: { type: Number, default: 1 },
    status: String,
    batch_id: String,
    steps: { type: Map, of: new Schema({ status: String, percent: Number }, { _id: false }) },
    outbox: [{ _id: false, seq: Number }],
    wake_at: Date,
  },
  { timestamps: { createdAt: 'created_at', updatedAt: 'updated_at' } },
)
jobSchema.index({ batch_id: 1, status: 1 })
jobSchema.index({ wake_at: 1 }, { sparse: true })

it('serves the life of a model', async () => {
  const Job = connection.model('Job', jobSchema)
  await Job.init()
  expect((await Job.listIndexes()).map((index) => index.name)).toEqual([
    '_id_',
    'batch_id_1_status_1',
    'wake_at_1',
  ])
  await Job.create({
    _id: 'a',
    status: 'pending',
    batch_id: 'b',
    steps: { scrape: { status: 'ready', percent: 0 } },
  })
  await Job.insertMany(
    Array.from({ length: 20 }, (_, i) => ({
      _id: `j${i}`,
      status: i % 2 ? 'done' : 'pending',
      batch_id: 'b',
    })),
  )

  const changed = await Job.findOneAndUpdate(
    { _id: 'a', rev: 1 },
    {
      $set: { 'steps.scrape.status': 'running' },
      $inc: { rev: 1 },
      $push: { outbox: { $each: [{ seq: 1 }, { seq: 2 }] } },
    },
    { returnDocument: 'after' },
  )
  expect(changed?.steps?.get('scrape')?.status).toBe('running')
  expect(changed?.outbox).toHaveLength(2)
  expect(await Job.findOneAndUpdate({ _id: 'a', rev: 1 }, { $inc: { rev: 1 } })).toBeNull()
  await Job.updateOne({ _id: 'a' }, { $pull: { outbox: { seq: { $lte: 1 } } } })
  expect((await Job.findById('a').lean())?.outbox).toEqual([{ seq: 2 }])

  const doc = await Job.findById('a').orFail()
  doc.status = 'done'
  await doc.save()
  expect(await Job.countDocuments({ batch_id: 'b', status: 'done' })).toBe(11)
  expect(await Job.exists({ _id: 'a' })).toEqual({ _id: 'a' })
  expect(await Job.distinct('status')).toEqual(expect.arrayContaining(['done', 'pending']))
  const groups = await Job.aggregate([
    { $match: { batch_id: 'b' } },
    { $group: { _id: '$status', n: { $sum: 1 } } },
  ])
  expect(groups).toEqual(
    expect.arrayContaining([
      { _id: 'done', n: 11 },
      { _id: 'pending', n: 10 },
    ]),
  )
  let seen = 0
  for await (const _ of Job.find().sort({ _id: 1 }).batchSize(5).cursor()) seen++
  expect(seen).toBe(21)
  await Job.bulkWrite([
    { updateOne: { filter: { _id: 'j1' }, update: { $set: { status: 'x' } } } },
    { deleteOne: { filter: { _id: 'j2' } } },
  ])
  expect(await Job.countDocuments()).toBe(20)
  expect((await Job.deleteMany({ status: 'pending' })).deletedCount).toBe(9)
})

it('shows the key of a duplicate', async () => {
  const Event = connection.model(
    'Event',
    new Schema({ job_id: String, seq: Number }).index({ job_id: 1, seq: 1 }, { unique: true }),
  )
  await Event.init()
  await Event.create({ job_id: 'a', seq: 1 })
  expect(await failure(() => Event.create({ job_id: 'a', seq: 1 }))).toMatchObject({
    code: 11000,
    keyPattern: { job_id: 1, seq: 1 },
    keyValue: { job_id: 'a', seq: 1 },
  })
})

it('synchronizes indexes', async () => {
  const schema = new Schema({ a: Number, b: Number }).index({ a: 1 })
  const Thing = connection.model('Thing', schema)
  await Thing.init()
  schema.index({ b: -1, a: 1 })
  await Thing.syncIndexes()
  expect((await Thing.listIndexes()).map((index) => index.key)).toEqual([
    { _id: 1 },
    { a: 1 },
    { b: -1, a: 1 },
  ])
})
