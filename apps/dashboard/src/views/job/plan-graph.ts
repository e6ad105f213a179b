export interface PlanStep {
  id: string
  /** Ids of the steps that it waits for; those that are not in the plan are ignored. */
  needs: readonly string[]
}

export interface PlacedStep {
  id: string
  /** From 0; a step stands one column behind the last one that it waits for. */
  column: number
  /** From 0, within its column. */
  row: number
}

export interface PlanGraph {
  steps: PlacedStep[]
  /** What a line is drawn for: a wait that no other line implies. */
  lines: { from: string; to: string }[]
  columns: number
  rows: number
}

/**
 * Places the steps of a plan in columns, as a layered graph (Sugiyama): by the longest way from a step that waits for
 * nothing, and within a column by the mean row of what they wait for, so that few lines cross.
 */
export function layOutPlan(steps: readonly PlanStep[]): PlanGraph {
  const needsOf = new Map<string, string[]>()
  const known = new Set(steps.map(({ id }) => id))
  for (const { id, needs } of steps)
    needsOf.set(
      id,
      [...new Set(needs)].filter((need) => known.has(need)),
    )
  const columnOf = longestWays(needsOf)

  const placed = new Map<string, PlacedStep>()
  const columns = Math.max(0, ...[...columnOf.values()].map((column) => column + 1))
  for (let column = 0; column < columns; column += 1) {
    const here = steps.filter(({ id }) => columnOf.get(id) === column)
    const meanRow = ({ id }: PlanStep): number => {
      const rows = (needsOf.get(id) ?? []).map((need) => placed.get(need)?.row ?? 0)
      return rows.reduce((sum, row) => sum + row, 0) / Math.max(1, rows.length)
    }
    // The sort is stable: where the means are equal, the order of the plan stays.
    for (const [row, { id }] of here.toSorted((a, b) => meanRow(a) - meanRow(b)).entries())
      placed.set(id, { id, column, row })
  }
  const inOrder = steps.flatMap(({ id }) => placed.get(id) ?? [])
  return {
    steps: inOrder,
    lines: steps.flatMap(({ id }) => directNeeds(id, needsOf).map((from) => ({ from, to: id }))),
    columns,
    rows: Math.max(0, ...inOrder.map(({ row }) => row + 1)),
  }
}

/** The column of each step. A circle, which no plan has, ends where it began. */
function longestWays(needsOf: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const found = new Map<string, number>()
  const visiting = new Set<string>()
  const visit = (id: string): number => {
    const before = found.get(id)
    if (before !== undefined) return before
    if (visiting.has(id)) return -1
    visiting.add(id)
    const column = Math.max(-1, ...(needsOf.get(id) ?? []).map(visit)) + 1
    found.set(id, column)
    return column
  }
  for (const id of needsOf.keys()) visit(id)
  return found
}

/** What a step waits for, without what one of those waits for itself. */
function directNeeds(id: string, needsOf: ReadonlyMap<string, readonly string[]>): string[] {
  const needs = needsOf.get(id) ?? []
  const implied = new Set<string>()
  const mark = (step: string): void => {
    for (const need of needsOf.get(step) ?? []) {
      if (implied.has(need)) continue
      implied.add(need)
      mark(need)
    }
  }
  for (const need of needs) mark(need)
  return needs.filter((need) => !implied.has(need))
}
