/** An affine matrix (ISO 32000-1, 8.3.4). */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number]

/** Product of two affine matrices in the order of PDF. */
export function multiply(outer: Iterable<number>, inner: Iterable<number>): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}
