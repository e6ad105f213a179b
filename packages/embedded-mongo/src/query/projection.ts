import { Query } from 'mingo/query'
import { type Document, isDocument } from '../protocol/document.ts'
import { badValue, CommandFailure, fromMingo } from '../protocol/errors.ts'
import { assemble, decode, elements, encode } from '../protocol/raw-bson.ts'
import { mingoOptions } from './mingo.ts'

export type Projection = (doc: Buffer) => Buffer

/** Fields by name; `true` at the end of a path. */
type Tree = Map<string, Tree | true>

export function parseProjection(spec: unknown): Projection | undefined {
  if (spec === undefined || spec === null) return undefined
  if (!isDocument(spec)) throw badValue('a projection must be a document')
  const entries = Object.entries(spec)
  if (entries.length === 0) return undefined
  for (const [path] of entries)
    if (path.split('.').some((part) => part === '' || part.startsWith('$')))
      throw badValue(`positional projection is not supported: '${path}'`)
  if (!entries.every(([, value]) => typeof value === 'boolean' || typeof value === 'number'))
    return (doc) => encode(project(doc, spec))
  return plainProjection(entries)
}

function project(doc: Buffer, spec: Document): Document {
  return fromMingo(() => new Query({}, mingoOptions).find<Document>([decode(doc)], spec).all()[0] ?? {})
}

/** Works on encoded documents, so it changes no types. */
function plainProjection(entries: readonly [string, unknown][]): Projection {
  const others = entries.filter(([path]) => path !== '_id')
  const id = entries.find(([path]) => path === '_id')?.[1]
  const includes = others.length > 0 ? Boolean(others[0]?.[1]) : Boolean(id)
  const mixed = others.find(([, value]) => Boolean(value) !== includes)
  if (mixed)
    throw new CommandFailure(
      includes ? 31254 : 31253,
      `Cannot do ${includes ? 'exclusion' : 'inclusion'} on field ${mixed[0]} in ${includes ? 'inclusion' : 'exclusion'} projection`,
    )
  const tree: Tree = new Map()
  for (const [path] of others) addPath(tree, path)
  const idIsKept = id === undefined ? true : Boolean(id)
  if (includes === idIsKept) tree.set('_id', true)
  return (doc) => reduce(doc, tree, includes)
}

function addPath(tree: Tree, path: string): void {
  let node = tree
  const parts = path.split('.')
  parts.forEach((part, i) => {
    const known = node.get(part)
    const isEnd = i === parts.length - 1
    if (known === true || (known && isEnd)) throw new CommandFailure(31249, `Path collision at ${path}`)
    if (isEnd) node.set(part, true)
    else {
      const next: Tree = known ?? new Map()
      node.set(part, next)
      node = next
    }
  })
}

function reduce(doc: Buffer, tree: Tree, includes: boolean): Buffer {
  const slices: Buffer[] = []
  for (const element of elements(doc)) {
    const rule = tree.get(element.name)
    const whole = doc.subarray(element.start, element.end)
    if (rule === undefined) {
      if (!includes) slices.push(whole)
    } else if (rule === true) {
      if (includes) slices.push(whole)
    } else if (element.type === 0x03 || element.type === 0x04) {
      const inner = doc.subarray(element.value, element.end)
      const reduced =
        element.type === 0x03 ? reduce(inner, rule, includes) : reduceArray(inner, rule, includes)
      slices.push(doc.subarray(element.start, element.value), reduced)
    } else if (!includes) slices.push(whole)
  }
  return assemble(slices)
}

function reduceArray(array: Buffer, tree: Tree, includes: boolean): Buffer {
  const slices: Buffer[] = []
  let place = 0
  for (const element of elements(array)) {
    const inner = array.subarray(element.value, element.end)
    let value: Buffer
    if (element.type === 0x03) value = reduce(inner, tree, includes)
    else if (element.type === 0x04) value = reduceArray(inner, tree, includes)
    else if (includes) continue
    else value = inner
    slices.push(Buffer.concat([Buffer.from([element.type]), Buffer.from(`${place++}\0`)]), value)
  }
  return assemble(slices)
}
