import { type Document, isDocument, promote } from '../protocol/document.ts'
import { badValue, CommandFailure } from '../protocol/errors.ts'

export type Place = { value: unknown; set(value: unknown): void; remove(): void }

/** The place of a path; undefined if it is missing and not created. */
export function reach(doc: Document, parts: readonly string[], create: boolean): Place | undefined {
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
