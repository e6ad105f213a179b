import type { Rule, Rules } from './read-rules.ts'

/** Ruled rows and columns: edges of the columns from left to right, of the rows from top to bottom. */
export interface Grid {
  columns: number[]
  rows: number[]
  /** The lines between columns. */
  down: Rule[]
}

/** Points by which lines that meet miss each other at most. */
const near = 3
/** Rows and columns. */
const fewest = 2
const most = { columns: 20, rows: 60 } as const
/** A column or row is at least so wide, in points. */
const narrowest = 6

/** Grids of ruled lines that meet. The outer lines may be missing. */
export function findGrids({ across, down }: Rules): Grid[] {
  return groupsOf(across, down).flatMap((group) => gridOf(group) ?? [])
}

/** Lines that meet, directly or by others. */
function groupsOf(across: readonly Rule[], down: readonly Rule[]): Rules[] {
  const groups: Rules[] = []
  for (const line of across) {
    const met = groups.filter((group) => group.down.some((other) => doMeet(line, other)))
    const added: Rules = { across: [line], down: down.filter((other) => doMeet(line, other)) }
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    groups.push({
      across: [...met.flatMap((group) => group.across), ...added.across],
      down: [...new Set([...met.flatMap((group) => group.down), ...added.down])],
    })
  }
  return groups
}

const doMeet = (across: Rule, down: Rule): boolean =>
  down.at >= across.from - near &&
  down.at <= across.to + near &&
  across.at >= down.from - near &&
  across.at <= down.to + near

function gridOf({ across, down }: Rules): Grid | null {
  const columns = edgesOf([
    ...down.map(({ at }) => at),
    Math.min(...across.map(({ from }) => from)),
    Math.max(...across.map(({ to }) => to)),
  ])
  const rows = edgesOf([
    ...across.map(({ at }) => at),
    Math.min(...down.map(({ from }) => from)),
    Math.max(...down.map(({ to }) => to)),
  ])
  const [wide, high] = [columns.length - 1, rows.length - 1]
  return wide < fewest || high < fewest || wide > most.columns || high > most.rows
    ? null
    : { columns, rows, down }
}

/** Places in order, those near each other as one. */
function edgesOf(places: readonly number[]): number[] {
  const edges: number[] = []
  for (const place of places.toSorted((one, other) => one - other))
    if (Number.isFinite(place) && place - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) >= narrowest)
      edges.push(place)
  return edges
}
