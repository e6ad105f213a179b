import { type Doc, fonts } from './deck.ts'

export interface Bars {
  width: number
  height: number
  title: string
  unit: string
  max: number
  step: number
  bars: readonly { label: string; value: number; color: string }[]
}

/** A bar chart with axis, grid and a value over each bar. */
export function drawBars(doc: Doc, { width, height, title, unit, max, step, bars }: Bars): void {
  const left = width * 0.1
  const right = width * 0.98
  const top = height * 0.17
  const bottom = height * 0.87
  const yOf = (value: number): number => bottom - ((bottom - top) * value) / max
  const size = height * 0.05
  doc.rect(0, 0, width, height).fill('#ffffff')
  doc
    .font(fonts.bold)
    .fontSize(size * 1.15)
    .fillColor('#20322d')
  doc.text(title, left, height * 0.035, { lineBreak: false })
  doc.font(fonts.text).fontSize(size)
  for (let value = 0; value <= max; value += step) {
    doc.moveTo(left, yOf(value)).lineTo(right, yOf(value)).lineWidth(1).stroke('#c9d3cd')
    doc.fillColor('#5c6b65')
    doc.text(String(value), 0, yOf(value) - size * 0.6, {
      width: left - 10,
      align: 'right',
      lineBreak: false,
    })
  }
  const slot = (right - left) / bars.length
  for (const [index, { label, value, color }] of bars.entries()) {
    const x = left + slot * index
    doc.rect(x + slot * 0.2, yOf(value), slot * 0.6, bottom - yOf(value)).fill(color)
    doc.font(fonts.bold).fillColor('#20322d')
    doc.text(`${value} ${unit}`.trim(), x, yOf(value) - size * 1.35, {
      width: slot,
      align: 'center',
      lineBreak: false,
    })
    doc.font(fonts.text)
    doc.text(label, x, bottom + size * 0.4, { width: slot, align: 'center', lineBreak: false })
  }
  doc.moveTo(left, bottom).lineTo(right, bottom).lineWidth(2).stroke('#20322d')
}

export interface Line {
  width: number
  height: number
  title: string
  years: readonly number[]
  max: number
  step: number
  series: readonly { label: string; color: string; values: readonly number[] }[]
  mark?: { year: number; text: string }
}

/** A line chart over years. */
export function drawLines(doc: Doc, { width, height, title, years, max, step, series, mark }: Line): void {
  const left = width * 0.07
  const right = width * 0.97
  const top = height * 0.2
  const bottom = height * 0.87
  const size = height * 0.045
  const xOf = (index: number): number => left + ((right - left) * index) / (years.length - 1)
  const yOf = (value: number): number => bottom - ((bottom - top) * value) / max
  doc.rect(0, 0, width, height).fill('#ffffff')
  doc
    .font(fonts.bold)
    .fontSize(size * 1.2)
    .fillColor('#20322d')
  doc.text(title, left, height * 0.035, { lineBreak: false })
  doc.font(fonts.text).fontSize(size)
  for (let value = 0; value <= max; value += step) {
    doc.moveTo(left, yOf(value)).lineTo(right, yOf(value)).lineWidth(1).stroke('#c9d3cd')
    doc.fillColor('#5c6b65')
    doc.text(String(value), 0, yOf(value) - size * 0.6, { width: left - 8, align: 'right', lineBreak: false })
  }
  for (const [index, year] of years.entries()) {
    if (year % 5 !== 0) continue
    doc
      .fillColor('#5c6b65')
      .text(String(year), xOf(index) - 40, bottom + size * 0.5, { width: 80, align: 'center' })
  }
  if (mark) {
    const x = xOf(years.indexOf(mark.year))
    doc
      .moveTo(x, top - size)
      .lineTo(x, bottom)
      .lineWidth(2)
      .dash(6, { space: 5 })
      .stroke('#b4552d')
      .undash()
    doc.fillColor('#b4552d').text(mark.text, x + 8, top - size * 1.2, { lineBreak: false })
  }
  for (const [index, { label, color, values }] of series.entries()) {
    for (const [at, value] of values.entries()) {
      if (at === 0) doc.moveTo(xOf(at), yOf(value))
      else doc.lineTo(xOf(at), yOf(value))
    }
    doc.lineWidth(4).lineJoin('round').stroke(color)
    const legend = left + width * 0.22 * index
    doc.rect(legend, height * 0.115, size, size * 0.6).fill(color)
    doc.fillColor('#20322d').text(label, legend + size * 1.4, height * 0.105, { lineBreak: false })
  }
}
