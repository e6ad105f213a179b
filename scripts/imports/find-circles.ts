import type { Graph } from './read-imports.ts'

/** Circles as paths that end where they begin. Whatever is on a circle is on one of these, the shortest through it. */
export function findCircles(graph: Graph): string[][] {
  const circles: string[][] = []
  const seen = new Set<string>()
  for (const name of [...graph.keys()].sort()) {
    if (seen.has(name)) continue
    const circle = shortestCircle(graph, name)
    if (!circle) continue
    circles.push(circle)
    for (const each of circle) seen.add(each)
  }
  return circles
}

function shortestCircle(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const name of queue) {
    for (const next of graph.get(name) ?? []) {
      if (next === start) return pathTo(name, cameFrom, start)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, name)
      queue.push(next)
    }
  }
  return undefined
}

function pathTo(last: string, cameFrom: ReadonlyMap<string, string>, start: string): string[] {
  const path = [start]
  for (let name = last; name !== start; name = cameFrom.get(name) ?? start) path.unshift(name)
  return [start, ...path]
}
