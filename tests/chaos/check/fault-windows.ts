import { entriesOf, type HistoryEntry } from '../../harness/history.ts'

export interface Window {
  from: number
  to: number
  fault: string
  target: string
}

/** When each fault was active, including recovery: reconnects, process starts. */
export function faultWindows(history: readonly HistoryEntry[], afterMs: number): Window[] {
  const open: Window[] = []
  for (const { at, fault, target, phase } of entriesOf(history, 'fault')) {
    if (phase === 'begin') open.push({ from: at, to: Number.POSITIVE_INFINITY, fault, target })
    const running = open.findLast(
      (window) =>
        window.fault === fault && window.target === target && window.to === Number.POSITIVE_INFINITY,
    )
    if (phase !== 'begin' && running) running.to = at + afterMs
  }
  return open
}

export const overlaps = ({ from, to }: Window, start: number, end: number): boolean =>
  start <= to && end >= from
