import { type Document, isDocument, promote, typeName } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'
import { type Place, reach } from './document-path.ts'
import { parseFilter } from './filter.ts'
import { encodeValue } from './key-encoding.ts'
import { add, isNumber } from './numbers.ts'

export type Change = { path: string; parts: readonly string[]; apply(doc: Document, context: Context): void }
type Context = { now: Date; inserting: boolean }
type ReadChange = (path: string, operand: unknown) => Omit<Change, 'path' | 'parts'>

export const parseFailure = (message: string) => new CommandFailure(9, message)

export function readOperator(operator: string, operands: unknown): Change[] {
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

/** A change of the value at a path, which is created if missing. */
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

/** A value removes equal elements, a document of conditions those that match. */
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
