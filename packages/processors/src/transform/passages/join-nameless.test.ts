import { expect, it } from 'vitest'
import { joinNameless } from './join-nameless.ts'

const part = (title: string, start: number, end: number) => ({ title, start, end })

it('adds parts without a name to the one before them', () => {
  expect(joinNameless([part('Introduction', 0, 90), part('Door', 90, 180), part('', 180, 300)])).toEqual([
    part('Introduction', 0, 90),
    part('Door', 90, 300),
  ])
})

it('leaves one alone that would make a part longer than six minutes, or has none before it', () => {
  const long = [part('', 0, 100), part('Door', 100, 350), part('', 350, 461), part('', 461, 500)]
  expect(joinNameless(long)).toEqual([part('', 0, 100), part('Door', 100, 350), part('', 350, 500)])
})
