import { expect, it } from 'vitest'
import { readBatchFile } from '../src/batch-file/read-batch-file.ts'
import { InputError } from '../src/input-error.ts'

const talk = { event: 'Wetland Conf', session: 'Reed beds', url: 'https://example.org/1', track: 'wetlands' }

function detailsOf(text: string, name: string): string {
  try {
    readBatchFile(text, name)
  } catch (error) {
    if (error instanceof InputError) return [error.message, ...error.details].join('\n')
    throw error
  }
  throw new Error('it was read')
}

it('reads a table with the names of fields or options, of whatever separator', () => {
  const [jobs, other] = [',', ';'].map((mark) => {
    const rows = [
      ['event', 'session', 'url', 'Track', 'Start', 'Speaker', 'priority', 'External ID', 'use cache'],
      [talk.event, talk.session, talk.url, talk.track, '10:30', '"Ann Moor|Bo"', '2', 'A-7', 'no'],
      [talk.event, '"Sluices, and ""more"""', talk.url, talk.track, '', '', '', '', ''],
    ]
    return readBatchFile(`\ufeff${rows.map((row) => row.join(mark)).join('\r\n')}\r\n`, 'talks.csv').jobs
  })
  expect(jobs).toEqual([
    {
      parameters: { ...talk, starttime: '10:30', speakers: ['Ann Moor', 'Bo'] },
      priority: 2,
      external_id: 'A-7',
      use_cache: false,
    },
    { parameters: { ...talk, session: 'Sluices, and "more"' } },
  ])
  expect(other).toEqual(jobs)
})

it('reads a list, flat or as the API takes it, and an object with a list', () => {
  const flat = JSON.stringify([{ ...talk, priority: 2 }])
  const job = { parameters: talk, priority: 2 }
  expect(readBatchFile(flat, 'talks.json')).toMatchObject({ batch: {}, jobs: [job] })
  const whole = `batch_id: wetland\njobs:\n  - parameters: ${JSON.stringify(talk)}\n    priority: 2\n`
  expect(readBatchFile(whole, 'talks.yml')).toMatchObject({ batch: { batch_id: 'wetland' }, jobs: [job] })
  expect(readBatchFile(flat, 'standard input', 'yaml').jobs).toEqual([job])
})

it('says where a field stands that the service refuses, and of a missing one where its job begins', () => {
  const csv = readBatchFile('session,url,"day"\n\n"a\nb",x,y\nc,d,\n', 'talks.csv')
  expect(csv.placeOf('jobs[0].parameters.url')).toBe('talks.csv:3, column "url"')
  expect(csv.placeOf('jobs[1].parameters.day')).toBe('talks.csv:5, column "day"')
  expect(csv.placeOf('jobs[1].parameters.event')).toBe('talks.csv:5')
  expect(csv.placeOf('batch_id')).toBe('talks.csv')
  const yaml = readBatchFile(
    '# talks\n- session: a\n  url: b\n- parameters:\n    session: c\n  priority: 11\n',
    't.yaml',
  )
  expect(yaml.placeOf('jobs[0].parameters.url')).toBe('t.yaml:3:8')
  expect(yaml.placeOf('jobs[1].priority')).toBe('t.yaml:6:13')
  expect(yaml.placeOf('jobs[1].parameters.url')).toBe('t.yaml:5:5')
  expect(yaml.placeOf('jobs[1].parameters.session')).toBe('t.yaml:5:14')
})

it('says what is wrong with a file, and on which line', () => {
  expect(detailsOf('a,b\n1,2\n3\n', 't.csv')).toMatch(/^t.csv is not valid CSV.\nt.csv:3: .*expect 2, got 1/)
  expect(detailsOf('a,b\n1,"2\n', 't.csv')).toMatch(/t.csv:\d: Quote Not Closed/)
  expect(detailsOf('a,start,starttime\n1,2,3\n', 't.csv')).toBe(
    't.csv:1: there are two columns for "starttime".',
  )
  expect(detailsOf('session,use_cache\na,maybe\n', 't.csv')).toContain('t.csv:2, column "use_cache"')
  expect(detailsOf('[{"a": 1},\n {"b": }]', 't.json')).toMatch(/^t.json is not valid JSON.\n/)
  expect(detailsOf('- a: [1\n- b: 2\n', 't.yaml')).toMatch(/^t.yaml is not valid YAML.\nt.yaml:2:1: /)
  expect(detailsOf('- a: 1\n  a: 2\n', 't.yaml')).toContain('t.yaml:2:3: Map keys must be unique')
  expect(detailsOf('[1]', 't.json')).toContain('t.json:1:2: a job must be an object')
  expect(detailsOf('{"sessions": []}', 't.json')).toContain('a list of jobs')
  expect(detailsOf('', 't.csv')).toBe('t.csv is empty.')
  expect(detailsOf('', 't.yaml')).toContain('a list of jobs')
  expect(detailsOf('session\n', 't.csv')).toBe('t.csv has no jobs.')
  expect(detailsOf('x', 'talks.txt')).toContain('--format')
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`).join('\n')}\njobs: *i\n`
  expect(detailsOf(bomb, 't.yaml')).toContain('alias')
})
