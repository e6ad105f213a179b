import { serialize } from 'bson'
import type { Document } from '../protocol/document.ts'
import { CommandFailure } from '../protocol/errors.ts'
import { asBuffer } from '../protocol/raw-bson.ts'
import { type Call, type Command, findCollection, type Services } from './command.ts'
import { firstBatch } from './cursor.ts'
import { readStages, refuseBadCursor, runPipeline } from './pipeline.ts'
import { refuseTooLarge } from './write.ts'

async function aggregate(call: Call, services: Services): Promise<Buffer> {
  const { command } = call
  readStages(command.pipeline)
  if (typeof command.aggregate !== 'string') throw new CommandFailure(73, 'aggregations need a collection')
  refuseBadCursor(command.cursor)
  const collection = findCollection(call, services)
  const results = collection ? await runPipeline(services, collection, command.pipeline) : []
  const documents = results.map((doc) => {
    const encoded = asBuffer(serialize(doc, { ignoreUndefined: true }))
    refuseTooLarge(encoded)
    return encoded
  })
  const options = command.cursor as Document
  return firstBatch(services, `${call.database}.${command.aggregate}`, documents.values(), options)
}

export const aggregateCommands: Record<string, Command> = {
  aggregate: {
    fields: ['pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation'],
    refused: { let: undefined, hint: undefined, collation: undefined, explain: false },
    run: aggregate,
  },
}
