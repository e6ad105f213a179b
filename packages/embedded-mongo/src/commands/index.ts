import { CommandFailure } from '../protocol/errors.ts'
import { aggregateCommands } from './aggregate.ts'
import { catalogCommands } from './catalog.ts'
import { type Call, type Command, checkFields, type Reply, type Services } from './command.ts'
import { cursorCommands } from './cursor.ts'
import { explainCommands } from './explain.ts'
import { findAndModifyCommands } from './find-and-modify.ts'
import { handshakeCommands } from './handshake.ts'
import { indexCommands } from './indexes.ts'
import { readCommands } from './read.ts'
import { writeCommands } from './write.ts'

const commands = new Map<string, Command>(
  Object.entries({
    ...handshakeCommands,
    ...catalogCommands,
    ...indexCommands,
    ...readCommands,
    ...cursorCommands,
    ...explainCommands,
    ...aggregateCommands,
    ...writeCommands,
    ...findAndModifyCommands,
  }),
)

const transactionCommands = new Set(['commitTransaction', 'abortTransaction'])

export function runCommand(call: Call, services: Services): Reply | Promise<Reply> {
  if (transactionCommands.has(call.name))
    throw new CommandFailure(263, 'This server does not support transactions')
  const command = commands.get(call.name)
  if (!command) throw new CommandFailure(59, `no such command: '${call.name}'`)
  checkFields(call, command)
  return command.run(call, services)
}
