import { expect, it } from 'vitest'
import { mergePages } from './merge-pages.ts'

const page = (n: number): string => `# HELP steps_seconds Duration
# TYPE steps_seconds histogram
steps_seconds_bucket{le="+Inf",kind="a}b"} ${n}
steps_seconds_sum{kind="a}b"} ${n}
steps_seconds_count{kind="a}b"} ${n}

# HELP up_total Counts
# TYPE up_total counter
up_total ${n}
empty{} ${n}
`

it('has each metric once, with the samples of all processes under their name', () => {
  expect(
    mergePages(
      new Map([
        ['api', page(1)],
        ['keeper', page(2)],
      ]),
    ),
  ).toBe(`# HELP steps_seconds Duration
# TYPE steps_seconds histogram
steps_seconds_bucket{process="api",le="+Inf",kind="a}b"} 1
steps_seconds_sum{process="api",kind="a}b"} 1
steps_seconds_count{process="api",kind="a}b"} 1
steps_seconds_bucket{process="keeper",le="+Inf",kind="a}b"} 2
steps_seconds_sum{process="keeper",kind="a}b"} 2
steps_seconds_count{process="keeper",kind="a}b"} 2

# HELP up_total Counts
# TYPE up_total counter
up_total{process="api"} 1
up_total{process="keeper"} 2

empty{process="api"} 1
empty{process="keeper"} 2
`)
})

it('is empty without pages', () => {
  expect(mergePages(new Map())).toBe('')
})
