import type { UsefulnessModel } from '../../packages/ai/src/extractive/usefulness/usefulness-model.ts'

export interface Example {
  features: Readonly<Record<string, number>>
  isPositive: boolean
}

const rounds = 30

/**
 * Logistic regression with an L2 penalty on standardised features, by Newton's method: the minimum is the only one, so nothing is
 * random. `penalty` is the inverse of scikit-learn's `C`. All examples have the same features.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): UsefulnessModel {
  const names = Object.keys(examples[0]?.features ?? {})
  const columns = names.map((name) => examples.map(({ features }) => features[name] ?? 0))
  const means = columns.map(mean)
  const spreads = columns.map(
    (column, at) => Math.sqrt(mean(column.map((value) => (value - (means[at] ?? 0)) ** 2))) || 1,
  )
  const rows = examples.map((_, row) => [
    1,
    ...columns.map((column, at) => ((column[row] ?? 0) - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  ])
  let weights = [0, ...names.map(() => 0)]
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : penalty * weight))
    const hessian = weights.map((_, row) => weights.map((__, at) => (row === at && at > 0 ? penalty : 0)))
    for (const [place, row] of rows.entries()) {
      const chance = 1 / (1 + Math.exp(-dot(row, weights)))
      const error = chance - Number(examples[place]?.isPositive ?? false)
      const curve = chance * (1 - chance)
      for (const [at, value] of row.entries()) {
        gradient[at] = (gradient[at] ?? 0) + error * value
        const line = hessian[at] ?? []
        // It is symmetric: the other half is copied
        const weighted = curve * value
        if (weighted !== 0)
          for (let other = 0; other <= at; other += 1)
            line[other] = (line[other] ?? 0) + weighted * (row[other] ?? 0)
      }
    }
    for (const [at, line] of hessian.entries())
      for (let other = 0; other < at; other += 1) (hessian[other] ?? [])[at] = line[other] ?? 0
    const step = solve(hessian, gradient)
    weights = weights.map((weight, at) => weight - (step[at] ?? 0))
    if (Math.max(...step.map(Math.abs)) < 1e-9) break
  }
  const record = (value: (at: number) => number): Record<string, number> =>
    Object.fromEntries(names.map((name, at) => [name, Number(value(at).toPrecision(4))]))
  return {
    bias: Number((weights[0] ?? 0).toPrecision(4)),
    means: record((at) => means[at] ?? 0),
    weights: record((at) => (weights[at + 1] ?? 0) / (spreads[at] ?? 1)),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

/** Gauss with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  const size = rows.length
  for (let at = 0; at < size; at += 1) {
    let best = at
    for (let row = at + 1; row < size; row += 1)
      if (Math.abs(rows[row]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = row
    const pivot = rows[best] ?? []
    rows[best] = rows[at] ?? []
    rows[at] = pivot
    for (const [place, row] of rows.entries()) {
      if (place === at) continue
      const factor = (row[at] ?? 0) / (pivot[at] || 1)
      if (factor !== 0)
        for (let column = at; column <= size; column += 1)
          row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0)
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] || 1))
}
