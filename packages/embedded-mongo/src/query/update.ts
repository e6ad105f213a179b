import { type Document, isDocument, promote, typeName } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import {
  assemble,
  decodeExact,
  elements,
  encode,
  type FieldNames,
  fieldNames,
  pick,
} from '../protocol/raw-bson.ts'
import { parseFilter } from './filter.ts'
import { encodeValue } from './key-encoding.ts'
import { add, isNumber } from './numbers.ts'

/**
 * An update, read once and applied to any number of documents. Only the top-level fields that it names
 * are decoded; all others are copied as they are, so they keep their types and their order.
 */
export type Update = {
  /** Top-level fields that may change; undefined for a replacement. */
  touched: ReadonlySet<string> | undefined
  /** The document after the update; the same object if nothing changed. */
  apply(doc: Buffer, now: Date): Buffer
  /** The document that an upsert inserts, but for its `_id`. */
  create(equalities: ReadonlyMap<string, unknown>, now: Date): Document
}

type Change = { path: string; parts: readonly string[]; apply(doc: Document, context: Context): void }
type Context = { now: Date; inserting: boolean }
type ReadChange = (path: string, operand: unknown) => Omit<Change, 'path' | 'parts'>

const parseFailure = (message: string) => new CommandFailure(9, message)

export function parseUpdate(update: unknown, multi: boolean): Update {
  if (Array.isArray(update)) throw parseFailure('pipeline-style updates are not supported')
  if (!isDocument(update)) throw parseFailure('an update must be a document')
  const keys = Object.keys(update)
  if (!keys[0]?.startsWith('$')) return replacement(update, multi)
  const changes = keys.flatMap((operator) => readOperator(operator, update[operator]))
  refuseConflicts(changes)
  // MongoDB adds new fields in the order of their names.
  changes.sort((a, b) => (a.path < b.path ? -1 : 1))
  return modification(changes)
}

function replacement(update: Document, multi: boolean): Update {
  if (multi) throw parseFailure('multi update is not supported for replacement-style update')
  const dollar = Object.keys(update).find((key) => key.startsWith('$'))
  if (dollar)
    throw new CommandFailure(52, `The dollar ($) prefixed field '${dollar}' is not valid for storage.`)
  const { _id: id, ...fields } = update
  const slices = slicesOf(encode(fields))
  return {
    touched: undefined,
    apply(doc) {
      const first = elements(doc)[0]
      const kept = first?.name === '_id' ? [doc.subarray(first.start, first.end)] : []
      if (id !== undefined) {
        const picked = decodeExact(pick(doc, fieldNames(['_id'])))
        if (!encodeValue(picked._id).equals(encodeValue(id))) throw immutableId()
      }
      const after = assemble([...kept, ...slices])
      return after.equals(doc) ? doc : after
    },
    create: (equalities) => ({ _id: id === undefined ? equalities.get('_id') : id, ...fields }),
  }
}

function immutableId(): CommandFailure {
  return new CommandFailure(
    66,
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}

function slicesOf(doc: Buffer): Buffer[] {
  return elements(doc).map((element) => doc.subarray(element.start, element.end))
}

function modification(changes: readonly Change[]): Update {
  const touched = new Set(changes.map((change) => change.parts[0] ?? ''))
  const names: FieldNames = fieldNames(touched)
  return {
    touched,
    apply(doc, now) {
      const part = pick(doc, names)
      const fields = decodeExact(part)
      const id = fields._id
      for (const change of changes) change.apply(fields, { now, inserting: false })
      if (touched.has('_id') && !encodeValue(fields._id).equals(encodeValue(id))) throw immutableId()
      const after = encode(fields)
      return after.equals(part) ? doc : merge(doc, after, touched)
    },
    create(equalities, now) {
      const doc: Document = {}
      for (const [path, value] of equalities) {
        const place = reach(doc, path.split('.'), true)
        if (place) place.set(value)
      }
      const id = doc._id
      for (const change of changes) change.apply(doc, { now, inserting: true })
      if (id !== undefined && !encodeValue(doc._id).equals(encodeValue(id))) throw immutableId()
      return doc
    },
  }
}

/** The old document with the touched fields taken from `after`. */
function merge(doc: Buffer, after: Buffer, touched: ReadonlySet<string>): Buffer {
  const fresh = new Map(
    elements(after).map((element) => [element.name, after.subarray(element.start, element.end)]),
  )
  const slices: Buffer[] = []
  for (const element of elements(doc)) {
    if (!touched.has(element.name)) slices.push(doc.subarray(element.start, element.end))
    else {
      const slice = fresh.get(element.name)
      if (slice) slices.push(slice)
      fresh.delete(element.name)
    }
  }
  return assemble([...slices, ...fresh.values()])
}

function readOperator(operator: string, operands: unknown): Change[] {
  const read = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (!read) {
    throw parseFailure(
      knownElsewhere.has(operator)
        ? `the update operator ${operator} is not supported`
        : `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  }
  if (!isDocument(operands))
    throw parseFailure(
      `Modifiers operate on fields but we found type ${typeName(operands)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(operands)}}`,
    )
  return Object.entries(operands).map(([path, operand]) => {
    const parts = path.split('.')
    checkPath(path, parts)
    return { path, parts, ...read(path, operand) }
  })
}

function checkPath(path: string, parts: readonly string[]): void {
  if (path === '' || parts.some((part) => part === ''))
    throw new CommandFailure(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  if (parts.slice(1).some((part) => part === '$' || part.startsWith('$[')))
    throw badValue(`positional operators are not supported: '${path}'`)
  const dollar = parts.find((part) => part.startsWith('$'))
  if (dollar)
    throw new CommandFailure(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    )
  if (parts.includes('__proto__')) throw badValue(`the field name __proto__ is not supported: '${path}'`)
}

function refuseConflicts(changes: readonly Change[]): void {
  const paths = changes.map((change) => change.path).sort()
  const seen = new Set<string>()
  for (const path of paths) {
    let prefix = ''
    for (const part of path.split('.')) {
      prefix = prefix === '' ? part : `${prefix}.${part}`
      if (seen.has(prefix))
        throw new CommandFailure(40, `Updating the path '${path}' would create a conflict at '${prefix}'`)
    }
    seen.add(path)
  }
}

type Place = { value: unknown; set(value: unknown): void; remove(): void }

/** The place of a path; undefined if there is none and it is not to be created. */
function reach(doc: Document, parts: readonly string[], create: boolean): Place | undefined {
  let holder: Document | unknown[] = doc
  for (let i = 0; i < parts.length - 1; i++) {
    const part = parts[i] ?? ''
    const inner = childOf(holder, part, create)
    if (inner === undefined) {
      if (!create) return undefined
      const made: Document = {}
      setChild(holder, part, made)
      holder = made
    } else if (isDocument(inner) || Array.isArray(inner)) holder = inner
    else {
      if (!create) return undefined
      throw notViable(parts[i + 1] ?? '', part, inner)
    }
  }
  const name = parts.at(-1) ?? ''
  const target = holder
  if (Array.isArray(target) && !/^\d+$/.test(name)) {
    if (!create) return undefined
    throw notViable(name, parts.at(-2) ?? '', target)
  }
  return {
    value: childOf(target, name, create),
    set: (value) => setChild(target, name, value),
    remove() {
      if (!Array.isArray(target)) delete target[name]
      else if (Number(name) < target.length) target[Number(name)] = null
    },
  }
}

function childOf(holder: Document | unknown[], part: string, create: boolean): unknown {
  if (!Array.isArray(holder)) return Object.hasOwn(holder, part) ? holder[part] : undefined
  if (/^\d+$/.test(part)) return holder[Number(part)]
  if (create) throw notViable(part, '', holder)
  return undefined
}

function setChild(holder: Document | unknown[], part: string, value: unknown): void {
  if (!Array.isArray(holder)) {
    holder[part] = value
    return
  }
  const place = Number(part)
  if (place > holder.length + 1000) throw badValue(`cannot fill an array up to the index ${part}`)
  while (holder.length < place) holder.push(null)
  holder[place] = value
}

function notViable(field: string, holder: string, value: unknown): CommandFailure {
  return new CommandFailure(
    28,
    `Cannot create field '${field}' in element {${holder}: ${JSON.stringify(promote(value))}}`,
  )
}

/** A change of the value at a path, which is created when it is not there. */
function atPath(path: string, change: (place: Place, context: Context) => void) {
  const parts = path.split('.')
  return {
    apply(doc: Document, context: Context) {
      const place = reach(doc, parts, true)
      if (place) change(place, context)
    },
  }
}

const operators: Record<string, ReadChange> = {
  $set: (path, operand) => atPath(path, (place) => place.set(operand)),

  $setOnInsert: (path, operand) => {
    const { apply } = atPath(path, (place) => place.set(operand))
    return {
      apply(doc, context) {
        if (context.inserting) apply(doc, context)
      },
    }
  },

  $unset: (path) => ({
    apply(doc) {
      const place = reach(doc, path.split('.'), false)
      if (place?.value !== undefined) place.remove()
    },
  }),

  $inc: (path, operand) => {
    if (!isNumber(operand))
      throw new CommandFailure(
        14,
        `Cannot increment with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
      )
    return atPath(path, (place) => {
      if (place.value === undefined) return place.set(operand)
      if (!isNumber(place.value))
        throw new CommandFailure(
          14,
          `Cannot apply $inc to a value of non-numeric type: the field '${path}' has the type ${typeName(place.value)}`,
        )
      place.set(add(place.value, operand))
    })
  },

  $max: (path, operand) => extreme(path, operand, 1),
  $min: (path, operand) => extreme(path, operand, -1),

  $currentDate: (path, operand) => {
    const isDate = typeof operand === 'boolean' || (isDocument(operand) && operand.$type === 'date')
    if (!isDate) throw badValue(`$currentDate supports dates only, not ${JSON.stringify(operand)}`)
    return atPath(path, (place, { now }) => place.set(now))
  },

  $push: (path, operand) => {
    const { each, slice } = readEach('$push', operand, ['$each', '$slice'])
    return atPath(path, (place) => {
      const all = [...arrayAt(path, place), ...each]
      if (slice === undefined) return place.set(all)
      place.set(slice === 0 ? [] : slice < 0 ? all.slice(slice) : all.slice(0, slice))
    })
  },

  $addToSet: (path, operand) => {
    const { each } = readEach('$addToSet', operand, ['$each'])
    return atPath(path, (place) => {
      const all = [...arrayAt(path, place)]
      const known = new Set(all.map((value) => encodeValue(value).toString('latin1')))
      for (const value of each) {
        const key = encodeValue(value).toString('latin1')
        if (!known.has(key)) all.push(value)
        known.add(key)
      }
      place.set(all)
    })
  },

  $pull: (path, operand) => {
    const isPulled = pullCondition(operand)
    return {
      apply(doc) {
        const place = reach(doc, path.split('.'), false)
        if (place === undefined || place.value === undefined) return
        if (!Array.isArray(place.value)) throw badValue('Cannot apply $pull to a non-array value')
        place.set(place.value.filter((value) => !isPulled(value)))
      },
    }
  },
}

const knownElsewhere = new Set(['$mul', '$rename', '$bit', '$pop', '$pullAll', '$pushAll'])

function extreme(path: string, operand: unknown, sign: 1 | -1) {
  const wanted = encodeValue(operand)
  return atPath(path, (place) => {
    if (place.value === undefined || Buffer.compare(wanted, encodeValue(place.value)) * sign > 0)
      place.set(operand)
  })
}

function arrayAt(path: string, place: Place): unknown[] {
  if (place.value === undefined) return []
  if (!Array.isArray(place.value))
    throw badValue(`The field '${path}' must be an array but is of type ${typeName(place.value)}`)
  return place.value
}

function readEach(operator: string, operand: unknown, allowed: readonly string[]) {
  if (!isDocument(operand) || !Object.keys(operand).some((key) => key.startsWith('$')))
    return { each: [operand], slice: undefined }
  const unknown = Object.keys(operand).find((key) => !allowed.includes(key))
  if (unknown) throw parseFailure(`${operator} does not support ${unknown} here`)
  if (!Array.isArray(operand.$each)) throw badValue(`The argument to $each in ${operator} must be an array`)
  const slice = operand.$slice === undefined ? undefined : promote(operand.$slice)
  if (slice !== undefined && !Number.isInteger(slice))
    throw badValue('The value for $slice must be an integer value')
  return { each: operand.$each, slice: slice as number | undefined }
}

/** A value removes its equals; a document of conditions removes what matches them. */
function pullCondition(operand: unknown): (value: unknown) => boolean {
  const condition = promote(operand)
  if (isDocument(condition) && !Object.keys(condition)[0]?.startsWith('$')) {
    const filter = parseFilter(condition)
    return (value) => isDocument(value) && filter.matches(promote(value) as Document)
  }
  if (isDocument(condition) || condition instanceof RegExp) {
    const filter = parseFilter({ value: condition })
    return (value) => filter.matches({ value: promote(value) })
  }
  const key = encodeValue(operand)
  return (value) => encodeValue(value).equals(key)
}
