import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { InputError } from '../input-error.ts'
import { type BatchFile, isRecord, jobOfRow, partsOf } from './batch-file.ts'

/** Of all aliases in a file together; more is an attack or a mistake. */
const maxAliases = 1000

/**
 * YAML, and JSON, which YAML 1.2 includes: an array of jobs, or an object with `jobs` as the API takes it. A job has
 * `parameters`, or is flat.
 */
export function readYaml(text: string, name: string, format: 'json' | 'yaml'): BatchFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const [error] = document.errors
  if (error !== undefined)
    throw new InputError(`${name} is not valid ${format.toUpperCase()}.`, [
      `${at(error.pos[0])}: ${error.message}`,
    ])
  const content = contentOf(document, text, name, format)
  const whole = Array.isArray(content) ? { jobs: content } : content
  const prefix = Array.isArray(content) ? [] : ['jobs']
  const items = isRecord(whole) ? whole.jobs : undefined
  if (!isRecord(whole) || !Array.isArray(items))
    throw new InputError(`${name} must hold a list of jobs, or an object with such a list as "jobs".`)

  const isFlat = (index: number): boolean => !isRecord(items[index]?.parameters)
  const jobs = items.map((item, index) => {
    if (!isRecord(item))
      throw new InputError(`${name} is not valid.`, [
        `${placeOf([...prefix, index])}: a job must be an object`,
      ])
    return isFlat(index) ? jobOfRow(item) : item
  })
  /** The place of what a path leads to, or of the innermost that is there. */
  function placeOf(path: readonly (string | number)[]): string {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return name
  }
  const { jobs: _, ...batch } = whole
  return {
    batch,
    jobs,
    placeOf(path) {
      const [first, index, ...rest] = partsOf(path)
      if (first !== 'jobs' || index === undefined) return placeOf(partsOf(path))
      const inJob = rest[0] === 'parameters' && isFlat(Number(index)) ? rest.slice(1) : rest
      return placeOf([
        ...prefix,
        Number(index),
        ...inJob.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      ])
    },
  }
}

/** JSON is what its own parser says; the document of YAML knows the places. */
function contentOf(document: Document, text: string, name: string, format: 'json' | 'yaml'): unknown {
  try {
    return format === 'json' ? JSON.parse(text) : document.toJS({ maxAliasCount: maxAliases })
  } catch (error) {
    throw new InputError(`${name} is not valid ${format.toUpperCase()}.`, [
      error instanceof Error ? error.message : String(error),
    ])
  }
}
