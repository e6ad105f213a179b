import { describe, expect, it } from 'vitest'
import { layOutPlan } from './plan-graph.ts'

const session = [
  { id: 'scrape', needs: [] },
  { id: 'video', needs: ['scrape'] },
  { id: 'pdf-1', needs: [] },
  { id: 'audio', needs: ['video', 'scrape', 'pdf-1'] },
  { id: 'slides', needs: ['video', 'pdf-1'] },
  { id: 'transform', needs: ['scrape', 'video', 'audio', 'pdf-1', 'slides'] },
  { id: 'archive', needs: ['transform'] },
]

describe('layOutPlan', () => {
  it('puts each step behind all that it waits for', () => {
    const { steps, columns, rows } = layOutPlan(session)
    expect(Object.fromEntries(steps.map(({ id, column, row }) => [id, [column, row]]))).toEqual({
      scrape: [0, 0],
      'pdf-1': [0, 1],
      video: [1, 0],
      audio: [2, 0],
      slides: [2, 1],
      transform: [3, 0],
      archive: [4, 0],
    })
    expect([columns, rows]).toEqual([5, 2])
  })

  it('draws no line for a wait that others imply', () => {
    expect(layOutPlan(session).lines.map(({ from, to }) => `${from}>${to}`)).toEqual([
      'scrape>video',
      'video>audio',
      'pdf-1>audio',
      'video>slides',
      'pdf-1>slides',
      'audio>transform',
      'slides>transform',
      'transform>archive',
    ])
  })

  it('lays out what is empty, unknown or in a circle', () => {
    expect(layOutPlan([])).toEqual({ steps: [], lines: [], columns: 0, rows: 0 })
    expect(layOutPlan([{ id: 'a', needs: ['gone'] }]).lines).toEqual([])
    const circle = layOutPlan([
      { id: 'a', needs: ['b'] },
      { id: 'b', needs: ['a'] },
    ])
    expect(circle.steps.map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
