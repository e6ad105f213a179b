/** Told of each command, by its name, when it was answered or failed. */
export type OnCommand = (name: string, seconds: number, isOk: boolean) => void

/** The command that a method of a collection sends. */
const commandOf: Readonly<Record<string, string>> = {
  find: 'find',
  findOne: 'find',
  insertOne: 'insert',
  insertMany: 'insert',
  updateOne: 'update',
  updateMany: 'update',
  replaceOne: 'update',
  bulkWrite: 'update',
  deleteOne: 'delete',
  deleteMany: 'delete',
  findOneAndUpdate: 'findAndModify',
  findOneAndReplace: 'findAndModify',
  findOneAndDelete: 'findAndModify',
  aggregate: 'aggregate',
  countDocuments: 'aggregate',
  distinct: 'distinct',
  createIndex: 'createIndexes',
}

/**
 * Times the commands of a collection. The driver's own monitoring would read every answer twice: once for the event, once for
 * the caller. A cursor that is read piece by piece lasts as long as its reader, and is not told of.
 */
export function timeCollection(collection: object, onCommand: OnCommand): void {
  for (const [method, command] of Object.entries(commandOf))
    timeMethod(collection, method, command, onCommand)
}

function timeMethod(target: object, method: string, command: string, onCommand: OnCommand): void {
  const act: unknown = Reflect.get(target, method)
  if (typeof act !== 'function') return
  Reflect.set(target, method, (...args: unknown[]) => {
    const started = performance.now()
    const result: unknown = Reflect.apply(act, target, args)
    if (result instanceof Promise) {
      const ended = (isOk: boolean): void => onCommand(command, (performance.now() - started) / 1000, isOk)
      result.then(
        () => ended(true),
        () => ended(false),
      )
    } else if (typeof result === 'object' && result !== null) {
      timeMethod(result, 'toArray', command, onCommand)
    }
    return result
  })
}
