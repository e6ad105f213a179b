/** Where a request stands in its caller's trace, as W3C Trace Context writes it. */
export interface Trace {
  /** `traceparent`, version 00. */
  parent: string
  /** `tracestate`; null when there is none that can be used. */
  state: string | null
}

const parentForm = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const allZero = /^0+$/

/** A member of the list; of its value the printable characters without comma and equals sign. */
const stateMember = /^[a-z0-9][a-z0-9_\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{1,256}$/
const stateLimits = { members: 32, length: 512 } as const

/**
 * The trace that a request belongs to; null for none, or one that is not valid, which by the specification is no error.
 * It is passed on as it is: who records no spans of its own must not stand in the trace as a parent.
 * @see https://www.w3.org/TR/trace-context/
 */
export function readTrace(traceparent: string | undefined, tracestate: string | undefined): Trace | null {
  const [, version, traceId = '', parentId = '', flags = '', more] =
    parentForm.exec(traceparent?.trim() ?? '') ?? []
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null
  if (allZero.test(traceId) || allZero.test(parentId)) return null
  // A later version is written as the one that is known, with the one flag that is.
  const known = version === '00' ? flags : (Number.parseInt(flags, 16) & 1).toString(16).padStart(2, '0')
  return { parent: `00-${traceId}-${parentId}-${known}`, state: readState(tracestate) }
}

function readState(text: string | undefined): string | null {
  const members = (text ?? '').split(',').flatMap((member) => member.trim() || [])
  const joined = members.join(',')
  const isUsable =
    members.length > 0 &&
    members.length <= stateLimits.members &&
    joined.length <= stateLimits.length &&
    members.every((member) => stateMember.test(member))
  return isUsable ? joined : null
}

/** 32 hexadecimal digits. */
export const traceIdOf = (trace: Trace | null): string | null => trace?.parent.split('-')[1] ?? null

/** For requests that are made for the one that the trace came with. */
export const traceHeaders = (trace: Trace | null | undefined): Record<string, string> => ({
  ...(trace ? { traceparent: trace.parent } : {}),
  ...(trace?.state ? { tracestate: trace.state } : {}),
})

/** A field for lines of the log; none without a trace. */
export const tracedLine = (trace: Trace | null): { trace_id?: string } => {
  const trace_id = traceIdOf(trace)
  return trace_id === null ? {} : { trace_id }
}
