import { toAppError } from '../domain/errors.ts'
import type { Trace } from '../domain/trace.ts'

/** Values that are undefined are left out. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>

export interface SpanOptions {
  /** By the conventions of OpenTelemetry; `internal` by default. */
  kind?: 'internal' | 'server' | 'client' | 'consumer'
  /** The span that it is a part of; null begins a trace. */
  parent: Trace | null
  /** What it belongs to in other traces. */
  links?: readonly (Trace | null)[]
  attributes?: SpanAttributes
}

/** What is done from `start` to `end`. Nothing of it throws. */
export interface Span {
  /** For what is begun from within it: what it stores, and the headers of its requests. Null when no trace is known. */
  readonly trace: Trace | null
  rename(name: string): void
  set(attributes: SpanAttributes): void
  /** It did not do what it was begun for; `code` is stable, `message` for people. */
  fail(code: string, message?: string): void
  /** What is said later is lost; again is nothing. */
  end(): void
}

/** Spans for an operator who collects them. `untraced` has none, and passes traces of others on. */
export interface Tracing {
  readonly isOn: boolean
  start(name: string, options: SpanOptions): Span
  /** `active` within `act`, and all that it begins, is this span. */
  within<T>(span: Span, act: () => T): T
  active(): Trace | null
}

/** Records nothing: a span hands on the trace that it is told, as the service must not stand in it as a parent. */
export const untraced: Tracing = {
  isOn: false,
  start: (_name, { parent }) => ({ trace: parent, rename() {}, set() {}, fail() {}, end() {} }),
  within: (_span, act) => act(),
  active: () => null,
}

/** A span around `act`, which fails with it. */
export async function inSpan<T>(
  tracing: Tracing,
  name: string,
  options: SpanOptions,
  act: (span: Span) => Promise<T>,
): Promise<T> {
  const span = tracing.start(name, options)
  try {
    return await tracing.within(span, () => act(span))
  } catch (error) {
    const { code, message } = toAppError(error)
    span.fail(code, message)
    throw error
  } finally {
    span.end()
  }
}
