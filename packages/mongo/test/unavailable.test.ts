import { AppError } from '@async-events/core'
import mongoose from 'mongoose'
import { expect, it } from 'vitest'
import { toUnavailable } from '../src/unavailable.ts'

const {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoServerError,
} = mongoose.mongo
const reset = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' })
const bulk = (reason: Error) => new MongoBulkWriteError(reason as never, {} as never)
const server = (code: number) => new MongoServerError({ message: 'no', code })

it.each([
  ['a socket that was reset in the middle of a write', reset],
  ['the same within a bulk write, as insertMany makes it', bulk(reset)],
  ['a connection that was lost', new MongoNetworkError('closed')],
  ['the same within a bulk write', bulk(new MongoNetworkError('closed'))],
  ['a server that is no longer primary', server(10107)],
  ['a client that was closed because its process stops', new MongoClientClosedError()],
  ['its session', new MongoExpiredSessionError()],
])('%s is unavailable', (_, error) => {
  expect(toUnavailable(error)).toMatchObject({ code: 'unavailable', retryable: true, retryAfterMs: 2_000 })
})

it.each([
  ['a duplicate key', server(11000)],
  ['a duplicate key within a bulk write', bulk(server(11000))],
  ['an error of ours', new AppError('not_found')],
  ['a mistake', new TypeError('x is not a function')],
  ['no error at all', 'thrown'],
])('%s stays what it is', (_, error) => {
  expect(toUnavailable(error)).toBe(error)
})
