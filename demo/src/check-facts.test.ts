import { expect, test } from 'vitest'
import { factProblems } from './check-facts.ts'

const expected = { session: 'Reed beds', status: 'completed', error_code: null, room: 'Barn' }
const parameter = (value: string) => ({ value, source: 'parameter' })
const facts = {
  session: parameter('Reed beds'),
  event: parameter('Wetland Conf'),
  track: parameter('Water'),
  room: { value: 'Barn', source: 'label' },
}

test('the words of the job, and the room of the page', () => {
  expect(factProblems(facts, expected)).toEqual([])
})

test.each([
  [undefined, 'no facts in the data'],
  [{ ...facts, track: { value: 'Mud', source: 'markup' } }, 'track does not come from the job'],
  [{ ...facts, room: { value: 'Yard', source: 'label' } }, 'the room is Yard, not Barn'],
  [{ ...facts, room: parameter('Barn') }, 'the room comes from parameter'],
])('a problem: %j', (found, problem) => {
  expect(factProblems(found, expected)).toEqual([problem])
})
