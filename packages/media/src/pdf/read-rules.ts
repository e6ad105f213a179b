import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs'
import { type Matrix, multiply } from './matrix.ts'

/** A straight line of a page, across or down, in the units and directions of text pieces. */
export interface Rule {
  /** Where it stands: y of one across, x of one down. */
  at: number
  /** Where it begins and ends in its own direction. */
  from: number
  to: number
}

export interface Rules {
  across: Rule[]
  down: Rule[]
}

/** Lines that are looked at; drawings have many more. */
const most = 4_000
/** Points: shorter lines are marks and parts of letters, thicker boxes are areas. */
const size = { shortest: 8, thickest: 3, slant: 0.5 } as const
/** Lengths of the steps of a path, by their numbers (`DrawOPS` of pdf.js): to move, draw a line, curves, and to close. */
const steps = [3, 3, 7, 5, 1] as const

/** The ruled lines of a page. */
export async function readRules(page: PDFPageProxy): Promise<Rules> {
  const { transform } = page.getViewport({ scale: 1 })
  const { fnArray, argsArray } = await page.getOperatorList()
  const rules: Rules = { across: [], down: [] }
  const stack: Matrix[] = []
  let matrix = matrixOf(transform)
  for (const [index, op] of fnArray.entries()) {
    const args: unknown = argsArray[index]
    if (op === OPS.save) stack.push(matrix)
    else if (op === OPS.restore || op === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (op === OPS.transform && isNumbers(args)) matrix = multiply(matrix, args)
    else if (op === OPS.paintFormXObjectBegin) {
      stack.push(matrix)
      const own: unknown = Array.isArray(args) ? args[0] : null
      if (isNumbers(own)) matrix = multiply(matrix, own)
    } else if (op === OPS.constructPath && Array.isArray(args)) addPath(rules, args, matrix)
    if (rules.across.length + rules.down.length > most) return { across: [], down: [] }
  }
  return rules
}

const isNumbers = (value: unknown): value is ArrayLike<number> & Iterable<number> =>
  (Array.isArray(value) || value instanceof Float32Array) && value.length === 6

const matrixOf = (values: Iterable<number>): Matrix => multiply([1, 0, 0, 1, 0, 0], values)

const strokes: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const fills: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill])

type Point = [x: number, y: number]

function addPath(rules: Rules, [op, data, box]: readonly unknown[], matrix: Matrix): void {
  if (fills.has(Number(op)) && (Array.isArray(box) || box instanceof Float32Array)) addBox(rules, box, matrix)
  const path: unknown = Array.isArray(data) ? data[0] : null
  if (!strokes.has(Number(op)) || !(path instanceof Float32Array)) return
  let first: Point | null = null
  let last: Point | null = null
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 0
    const length = steps[step] ?? 1
    const end: Point | null =
      step === 4 ? first : placed(matrix, path[at + length - 2] ?? 0, path[at + length - 1] ?? 0)
    if ((step === 1 || step === 4) && last && end) addLine(rules, last, end)
    if (step === 0) first = end
    last = end
    at += length
  }
}

/** Programs draw lines as thin boxes, too. */
function addBox(rules: Rules, box: ArrayLike<number>, matrix: Matrix): void {
  const [x0, y0] = placed(matrix, box[0] ?? 0, box[1] ?? 0)
  const [x1, y1] = placed(matrix, box[2] ?? 0, box[3] ?? 0)
  const [wide, high] = [Math.abs(x1 - x0), Math.abs(y1 - y0)]
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  if (high <= size.thickest && wide > size.thickest) addLine(rules, [x0, y], [x1, y])
  else if (wide <= size.thickest && high > size.thickest) addLine(rules, [x, y0], [x, y1])
}

function addLine(rules: Rules, [x0, y0]: Point, [x1, y1]: Point): void {
  const [wide, high] = [Math.abs(x1 - x0), Math.abs(y1 - y0)]
  if (high <= size.slant && wide >= size.shortest)
    rules.across.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
  else if (wide <= size.slant && high >= size.shortest)
    rules.down.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
}

function placed([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}
