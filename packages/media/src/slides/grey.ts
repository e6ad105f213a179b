/** Grey values, row by row, 0 black to 255 white. */
export interface Grey {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

/** The luma of ITU-R BT.601 of canvas pixels. */
export function greyOf(pixels: { data: Uint8ClampedArray; width: number; height: number }): Grey {
  const { data, width, height } = pixels
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4)
    grey[at] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0)) >> 8
  return { width, height, data: grey }
}

/** Scaled, averaged by area; of exactly this size. */
export function resized(picture: Grey, width: number, height: number): Grey {
  if (width === picture.width && height === picture.height) return picture
  const across = sharesOf(picture.width, width)
  const down = sharesOf(picture.height, height)
  const row = new Float32Array(width)
  const sums = new Float32Array(width)
  const out = new Uint8Array(width * height)
  let inRow = -1
  for (let y = 0; y < height; y += 1) {
    sums.fill(0)
    const first = down.first[y] ?? 0
    for (let part = 0; part < down.count; part += 1) {
      const share = down.shares[y * down.count + part] ?? 0
      if (share === 0) continue
      if (inRow !== first + part) averageRow(picture, first + part, across, row)
      inRow = first + part
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + share * (row[x] ?? 0)
    }
    for (let x = 0, to = y * width; x < width; x += 1, to += 1) out[to] = (sums[x] ?? 0) + 0.5
  }
  return { width, height, data: out }
}

interface Shares {
  /** Of each new pixel, the first old one that is part of it. */
  first: Int32Array
  /** Of `count` old pixels from there on, the share of each. */
  shares: Float32Array
  count: number
}

function sharesOf(from: number, to: number): Shares {
  const step = from / to
  const count = Math.ceil(step) + 1
  const first = new Int32Array(to)
  const shares = new Float32Array(to * count)
  for (let at = 0; at < to; at += 1) {
    const [left, right] = [at * step, (at + 1) * step]
    first[at] = Math.floor(left)
    for (let part = 0; part < count; part += 1) {
      const pixel = Math.floor(left) + part
      if (pixel < from)
        shares[at * count + part] = Math.max(0, Math.min(right, pixel + 1) - Math.max(left, pixel)) / step
    }
  }
  return { first, shares, count }
}

function averageRow(
  { data, width }: Grey,
  number: number,
  { first, shares, count }: Shares,
  row: Float32Array,
): void {
  const base = number * width
  for (let x = 0, at = 0; x < row.length; x += 1) {
    let sum = 0
    const from = base + (first[x] ?? 0)
    for (let part = 0; part < count; part += 1, at += 1) sum += (shares[at] ?? 0) * (data[from + part] ?? 0)
    row[x] = sum
  }
}

/** Means of 3 × 3 pixels, twice: close to a Gaussian with a deviation of 1.2 pixels. */
export function blurred({ width, height, data }: Grey): Grey {
  const once = boxBlur(data, width, height)
  return { width, height, data: boxBlur(once, width, height) }
}

function boxBlur(data: Grey['data'], width: number, height: number): Uint8Array {
  const across = new Uint16Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * width; x < width; x += 1, at += 1)
      across[at] =
        (data[x > 0 ? at - 1 : at] ?? 0) + (data[at] ?? 0) + (data[x < width - 1 ? at + 1 : at] ?? 0)
  const out = new Uint8Array(width * height)
  for (let at = 0; at < out.length; at += 1) {
    const above = at >= width ? at - width : at
    const below = at < out.length - width ? at + width : at
    out[at] = ((across[above] ?? 0) + (across[at] ?? 0) + (across[below] ?? 0)) / 9 + 0.5
  }
  return out
}
