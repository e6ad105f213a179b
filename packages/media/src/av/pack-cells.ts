/** Cells that are 0 or 1 as bits in base64, the first one the lowest bit of the first byte. */
export function packCells(cells: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(cells.length / 8))
  for (const [at, cell] of cells.entries())
    if (cell !== 0) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7))
  return Buffer.from(bytes).toString('base64')
}

/** `count` cells; all 0 where there is no text. */
export function unpackCells(base64: string | undefined, count: number): Uint8Array {
  const bytes = Buffer.from(base64 ?? '', 'base64')
  return Uint8Array.from({ length: count }, (_, at) => ((bytes[at >> 3] ?? 0) >> (at & 7)) & 1)
}
