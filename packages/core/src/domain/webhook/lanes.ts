export interface LanesOptions<T> {
  /** Items that run at a time, in all and of one lane. */
  atOnce: number
  perLane: number
  /** Must not reject. */
  run(item: T): Promise<void>
  /** This lane has a place free and nothing waiting for it. */
  onFree(lane: string): void
}

/** Work queued by receiver, so that a slow one delays no other. */
export interface Lanes<T> {
  add(lane: string, item: T): void
  /** Lanes with waiting items. */
  waiting(): string[]
  /** How many items wait. */
  size(): number
  /** Drops waiting items; others continue. */
  clear(): void
  /** Resolves when nothing runs. */
  idle(): Promise<void>
}

interface Lane<T> {
  items: T[]
  running: number
}

export function createLanes<T>({ atOnce, perLane, run, onFree }: LanesOptions<T>): Lanes<T> {
  /** In order of their turn. */
  const lanes = new Map<string, Lane<T>>()
  const running = new Set<Promise<void>>()

  function pump(): void {
    for (let moved = true; moved; ) {
      moved = false
      for (const [name, lane] of [...lanes]) {
        if (running.size >= atOnce) return
        if (lane.running >= perLane) continue
        const item = lane.items.shift()
        if (item === undefined) continue
        moved = true
        lanes.delete(name)
        lanes.set(name, lane)
        begin(name, lane, item)
      }
    }
  }

  function begin(name: string, lane: Lane<T>, item: T): void {
    lane.running += 1
    const task: Promise<void> = run(item).finally(() => {
      lane.running -= 1
      running.delete(task)
      if (lane.running === 0 && lane.items.length === 0 && lanes.get(name) === lane) lanes.delete(name)
      pump()
      if (lane.items.length === 0) onFree(name)
    })
    running.add(task)
  }

  return {
    add(name, item) {
      const lane = lanes.get(name) ?? { items: [], running: 0 }
      lanes.set(name, lane)
      lane.items.push(item)
      pump()
    },
    waiting: () => [...lanes].flatMap(([name, lane]) => (lane.items.length > 0 ? [name] : [])),
    size: () => [...lanes.values()].reduce((sum, lane) => sum + lane.items.length, 0),
    clear() {
      for (const lane of lanes.values()) lane.items.length = 0
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
