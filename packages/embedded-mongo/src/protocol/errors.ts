/** MongoDB's names of the error codes that this server returns. */
const names: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  197: 'InvalidIndexSpecificationOption',
  263: 'OperationNotSupportedInTransaction',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
}

/** A refused command, or refused statement of a write command. */
export class CommandFailure extends Error {
  override name = 'CommandFailure'
  code: number
  /** Further fields of the answer, such as `keyPattern`. */
  details: Record<string, unknown>

  constructor(code: number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  get codeName(): string {
    return names[this.code] ?? `Location${this.code}`
  }
}

export function badValue(message: string): CommandFailure {
  return new CommandFailure(2, message)
}

/** Mingo throws plain errors for bad queries; all of them are the client's fault. */
export function fromMingo<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof CommandFailure) throw error
    throw badValue(error instanceof Error ? error.message : String(error))
  }
}

export function toReply(error: unknown): Record<string, unknown> {
  if (error instanceof CommandFailure)
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details }
  return {
    ok: 0,
    errmsg: error instanceof Error ? error.message : String(error),
    code: 1,
    codeName: 'InternalError',
  }
}
