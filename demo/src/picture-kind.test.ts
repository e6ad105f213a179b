import { expect, test } from 'vitest'
import { pictureKind } from './picture-kind.ts'

/** A red area of 20 × 12 in each form. */
const samples: Record<string, string> = {
  jpeg: '/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaGhwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ubm7q6srLZ2eD/////xABNAAEBAAAAAAAAAAAAAAAAAAAABgEBAQEAAAAAAAAAAAAAAAAAAAYHEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgADAAUAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AiwEo38AB/9k=',
  png: 'iVBORw0KGgoAAAANSUhEUgAAABQAAAAMCAIAAADtbgqsAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAF0lEQVR4nGP4y8BANiJf56jmUc001wwAHpjtMatxo4AAAAAASUVORK5CYII=',
  'webp, lossy':
    'UklGRkgAAABXRUJQVlA4IDwAAAAQAwCdASoUAAwAPpE4l0eloyIhMAgAsBIJQBdl0AAQNgAA/u7T3/4DdfFtMv/3OB/3OB/3OB/HM1mAAAA=',
  'webp, lossless': 'UklGRhwAAABXRUJQVlA4TA8AAAAvE8ACAAcQ9Y/+ByKi/wEA',
  'webp, extended':
    'UklGRmwAAABXRUJQVlA4WAoAAAAQAAAAEwAACwAAQUxQSAoAAAABB9C/iAhERP8DVlA4IDwAAAAQAwCdASoUAAwAPpE4l0eloyIhMAgAsBIJQBdl0AAQNgAA/u7T3/4DdfFtMv/3OB/3OB/3OB/HM1mAAAA=',
}

test.each(Object.entries(samples))('%s', (name, base64) => {
  const bytes = Buffer.from(base64, 'base64')
  expect(pictureKind(bytes)).toEqual({ type: name.split(',')[0], width: 20, height: 12 })
  for (const length of [bytes.length - 1, bytes.length - 9, 30, 12, 4, 1])
    expect(pictureKind(bytes.subarray(0, length)), `its first ${length} bytes`).toBeNull()
})

test.each(['', 'GIF89a', '%PDF-1.7', '<svg xmlns="http://www.w3.org/2000/svg"/>'])(
  '%j is none of them',
  (text) => expect(pictureKind(Buffer.from(text))).toBeNull(),
)
