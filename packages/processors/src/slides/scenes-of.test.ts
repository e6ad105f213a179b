import { expect, it } from 'vitest'
import { base64PrintOf, type Drawing, drawCamera, drawSlide } from '../../test/draw-slide.ts'
import type { Frame } from '../video/contract.ts'
import { scenesOf } from './scenes-of.ts'

const frame = (time: number, drawing: Drawing): Frame => ({
  time,
  picture: { key: `frame ${time}`, bytes: 1, sha256: ''.padEnd(64, '0'), media_type: 'image/jpeg' },
  width: 1280,
  height: 720,
  fingerprint: base64PrintOf(drawing),
})
const times = (frames: Frame[], duration: number | null) =>
  scenesOf(frames, duration).map(({ spans }) =>
    spans.map(({ start, end }) => `${start}-${end ?? ''}`).join(' '),
  )

it('pictures of a recording are slides, each once', () => {
  const frames = [
    frame(0, drawSlide(1)),
    frame(10, drawSlide(2)),
    frame(20, drawSlide(1)),
    frame(30, drawSlide(3)),
  ]
  expect(times(frames, 45)).toEqual(['0-10 20-30', '10-20', '30-45'])
})

it('are the same slide when a few cells differ', () => {
  const pointer = drawSlide(1)
  const cells = pointer.cells.slice()
  for (let row = 90; row < 96; row++) cells.fill(255, row * 320 + 30, row * 320 + 38)
  const frames = [frame(0, pointer), frame(10, { ...pointer, cells }), frame(20, drawSlide(2))]
  expect(times(frames, 30)).toEqual(['0-20', '20-30'])
})

it('are none for a moving scene, a single picture, or the dark', () => {
  const film = Array.from({ length: 40 }, (_, index) => frame(index * 4, drawCamera(index)))
  const dark = { width: 32, height: 18, cells: new Uint8Array(576) }
  expect(scenesOf(film, 160)).toEqual([])
  expect(scenesOf([frame(0, drawSlide(1))], 60)).toEqual([])
  expect(times([frame(0, dark), frame(3, drawSlide(1)), frame(9, drawSlide(2))], 60)).toHaveLength(2)
  const quickTalk = Array.from({ length: 20 }, (_, index) => frame(index * 4, drawSlide(index)))
  expect(scenesOf(quickTalk, 80)).toHaveLength(20)
})
