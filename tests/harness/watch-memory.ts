import { descendantsOf, residentMb } from '@async-events/testkit/processes'

export interface Memory {
  /** Megabytes of all processes together, at the most. */
  allMb: number
  /** Of one of them, at the most. */
  oneMb: number
}

/** Looks twice a second at the memory of a process with all its descendants, and of `one` alone, until it is stopped. */
export function watchMemory(root: number, one: () => number): () => Memory {
  const most: Memory = { allMb: 0, oneMb: 0 }
  const look = (): void => {
    const all = [root, ...descendantsOf(root).map(({ pid }) => pid)].map(residentMb)
    most.allMb = Math.max(
      most.allMb,
      all.reduce((sum, each) => sum + each, 0),
    )
    most.oneMb = Math.max(most.oneMb, residentMb(one()))
  }
  const timer = setInterval(look, 500)
  return () => {
    clearInterval(timer)
    return { allMb: Math.round(most.allMb), oneMb: Math.round(most.oneMb) }
  }
}
