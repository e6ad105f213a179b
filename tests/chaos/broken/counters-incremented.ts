import { rewriteSources } from './rewrite-sources.ts'

/** Counters of a batch are stored and incremented with each change, instead of counted from the jobs. */
rewriteSources([
  {
    file: 'packages/mongo/src/job-store.ts',
    from: 'return document ? toJob(document) : null\n    },\n\n    async heartbeat',
    to: `if (document && before.status !== after.status && before.batch_id !== null) {
        const counters = jobs.db.collection('batch_counters')
        await counters.updateOne({ _id: before.batch_id as never }, { $inc: { [before.status]: -1 } })
        await counters.updateOne({ _id: before.batch_id as never }, { $inc: { [after.status]: 1 } })
      }
      return document ? toJob(document) : null
    },

    async heartbeat`,
  },
  {
    file: 'packages/mongo/src/job-store.ts',
    from: 'async counts(batchIds) {',
    to: `async counts(batchIds) {
      const counters = jobs.db.collection('batch_counters')
      const found = new Map<string, BatchCounts>()
      for (const id of batchIds) {
        let own = await counters.findOne({ _id: id as never })
        if (!own) {
          const pending = await jobs.countDocuments({ batch_id: id, listed: true })
          if (pending > 0) await counters.insertOne({ _id: id as never, ...noJobs, pending }).catch(() => {})
          own = { pending } as never
        }
        const { _id, ...counts } = own as never as { _id: string } & BatchCounts
        found.set(id, { ...noJobs, ...counts })
      }
      if (found) return found`,
  },
])
