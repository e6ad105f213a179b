import { printParseErrorCode, visit } from 'jsonc-parser'
import { scheduleLimits } from '../limits.ts'
import { ScheduleRefused } from '../schedule-refused.ts'
import type { Report } from '../stated.ts'

/** A JSON document, and where its objects stand. */
export interface JsonDocument {
  value: unknown
  /** Line of an object or list of it, from 1. */
  lineOf(value: unknown): number
}

const maxErrors = 20

/**
 * Reads JSON with the lines of its objects, which `JSON.parse` does not tell. Comments and trailing commas are allowed. What
 * is broken or cut off is reported, and what stands before it is kept.
 */
export function readJson(text: string, report: Report): JsonDocument {
  refuseDeep(text)
  const lines = new WeakMap<object, number>()
  const stack: (unknown[] | Record<string, unknown>)[] = []
  let root: unknown
  let key: string | null = null
  let [values, errors, lastError] = [0, 0, -1]

  const place = (value: unknown): void => {
    values += 1
    if (values > scheduleLimits.values)
      throw new ScheduleRefused('too_large', `The schedule has more than ${scheduleLimits.values} values.`)
    const top = stack.at(-1)
    if (top === undefined) root ??= value
    else if (Array.isArray(top)) top.push(value)
    else if (key !== null && key !== '__proto__') top[key] = value
  }
  const open = (value: unknown[] | Record<string, unknown>, line: number): void => {
    lines.set(value, line + 1)
    place(value)
    stack.push(value)
  }
  visit(text, {
    onObjectBegin: (_offset, _length, line) => open({}, line),
    onArrayBegin: (_offset, _length, line) => open([], line),
    onObjectEnd: () => void stack.pop(),
    onArrayEnd: () => void stack.pop(),
    onObjectProperty: (name) => {
      key = name
    },
    onLiteralValue: place,
    onError: (code, _offset, _length, line) => {
      // One mistake makes several on its line.
      if (line === lastError) return
      lastError = line
      errors += 1
      if (errors <= maxErrors)
        report.problem('malformed', line + 1, `This is not valid JSON: ${printParseErrorCode(code)}.`)
    },
  })
  return {
    value: root,
    lineOf: (value) => (typeof value === 'object' && value !== null ? (lines.get(value) ?? 1) : 1),
  }
}

/** Before parsing: the parser calls itself for each level. */
function refuseDeep(text: string): void {
  let [depth, inString] = [0, false]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at += 1
      else if (code === 0x22 || code === 0x0a) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > scheduleLimits.depth)
        throw new ScheduleRefused(
          'unreadable',
          `The schedule is nested deeper than ${scheduleLimits.depth} levels.`,
        )
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
}
