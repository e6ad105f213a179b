import { expect, it } from 'vitest'
import { changedParameters } from './changed-parameters.ts'

it('states what differs, and null for what is removed', () => {
  const before = { template: 'Session', speakers: ['Ana'], day: '2026-06-12', target: undefined }
  const after = {
    template: 'Session_fr',
    speakers: ['Ana'],
    day: undefined,
    video_url: 'https://v.example/1',
  }
  expect(changedParameters(before, after)).toEqual({
    template: 'Session_fr',
    day: null,
    video_url: 'https://v.example/1',
  })
})

it('states nothing where nothing differs', () => {
  expect(changedParameters({ a: [1], b: null }, { a: [1], b: undefined })).toEqual({})
})
