import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyMetric } from '@async-events/runtime/every-metric'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { comparisons } from './compare-figures.ts'
import { monitoring, operationsPage, questions, root } from './read-operations.ts'

interface Panel {
  id: number
  type: string
  title: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: { refId: string; expr: string }[]
}
interface Rule {
  alert: string
  expr: string
  for: string
  labels: { severity: string }
  annotations: { summary: string; description: string; runbook: string }
}

const read = (...path: string[]): string => readFileSync(join(monitoring, ...path), 'utf8')
const dashboards = readdirSync(join(monitoring, 'dashboards')).map((file) => ({
  file,
  dashboard: JSON.parse(read('dashboards', file)) as { uid: string; title: string; panels: Panel[] },
}))
const rules = (parse(read('rules.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
)
const runbooks = (/^## Runbooks\n([\s\S]*)/m.exec(operationsPage)?.[1] ?? '').split(/^### /m).slice(1)

const { registry } = everyMetric()
const metrics = await registry.getMetricsAsJSON()
const isHistogram = (name: string) =>
  metrics.some((one) => one.name === name && String(one.type) === 'histogram')
const exported = new Set([
  ...metrics.flatMap(({ name }) =>
    isHistogram(name) ? [`${name}_bucket`, `${name}_sum`, `${name}_count`, name] : [name],
  ),
  // Of the page that npm start has for all processes.
  'async_events_process_up',
])
/** Every name of a metric in a query or in prose. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:async_events|process|nodejs)_[a-z0-9_]+\b(?!\*)/g)].map(([name]) => name)

const queries: [string, string][] = [
  ...dashboards.flatMap(({ dashboard }) =>
    dashboard.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }): [string, string] => [title, expr]),
    ),
  ),
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...questions.flatMap(({ title, queries: all }) => all.map((query): [string, string] => [title, query])),
  ...[...operationsPage.matchAll(/`([^`\n]*(?:sum|max|min|rate|increase)[^`\n]*async_events[^`\n]*)`/g)].map(
    ([, query = '']): [string, string] => ['prose', query],
  ),
]

it('every metric that a query names is exported', () => {
  expect(queries.length).toBeGreaterThan(100)
  for (const [where, query] of queries) {
    const names = namesIn(query)
    if (where !== 'prose') expect(names.length, `${where}: ${query}`).toBeGreaterThan(0)
    for (const name of names) expect(exported.has(name), `${where}: ${name}`).toBe(true)
  }
  for (const name of namesIn(operationsPage))
    expect(exported.has(name) || name.endsWith('_'), name).toBe(true)
})

/** What the database holds: every keeper shows it, so it is never summed over processes. */
const ofTheStores = metrics
  .map(({ name }) => name)
  .filter((name) =>
    /^async_events_(steps|oldest_.*|jobs|batches|webhook_deliveries|keeper_due_jobs|keeper_lag_seconds|outbox_entries|queue_messages)$/.test(
      name,
    ),
  )

it('what the stores hold is taken once, however many keepers there are', () => {
  expect(ofTheStores).toHaveLength(10)
  for (const [where, query] of queries) {
    const state = namesIn(query).filter((name) => ofTheStores.includes(name))
    const taken = [...query.matchAll(/max(?: by \([a-z, ]+\))? ?\((async_events_[a-z_]+)/g)].map(
      ([, name]) => name,
    )
    if (where !== 'prose' || state.length === taken.length) expect(taken, `${where}: ${query}`).toEqual(state)
    else expect(query).not.toContain('sum')
  }
})

it('a histogram is asked by one of its series', () => {
  for (const [where, query] of queries)
    if (where !== 'prose')
      for (const name of namesIn(query)) expect(isHistogram(name), `${where}: ${name}`).toBe(false)
})

describe.each(dashboards)('$file', ({ dashboard }) => {
  it('has panels with names and queries, which do not overlap', () => {
    expect(dashboard).toMatchObject({ uid: 'async-events', schemaVersion: 39 })
    const ids = dashboard.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const taken = new Set<string>()
    for (const { type, title, targets, gridPos } of dashboard.panels) {
      expect(title).toMatch(/\S/)
      if (type !== 'row') expect(targets?.length, title).toBeGreaterThan(0)
      expect(new Set(targets?.map(({ refId }) => refId)).size).toBe(targets?.length ?? 0)
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x},${y}`), title).toBe(false)
          taken.add(`${x},${y}`)
        }
    }
  })

  it('asks the data source that was chosen', () => {
    const text = JSON.stringify(dashboard)
    expect(
      text.match(/"uid":"(?!async-events")[^"]*"/g)?.every((one) => one === `"uid":"$\{datasource}"`),
    ).toBe(true)
  })

  it('shows every metric of the service but its version', () => {
    const shown = dashboard.panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => namesIn(expr)))
    const bare = new Set(shown.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
    const own = metrics.map(({ name }) => name).filter((name) => name.startsWith('async_events_'))
    expect(own.filter((name) => !bare.has(name))).toEqual(['async_events_child_processes'])
  })
})

describe('alerts', () => {
  it('have a severity, a text and a runbook in docs/operations.md under their name', () => {
    const anchors = new Map(runbooks.map((text) => [text.split('\n', 1)[0] ?? '', text]))
    expect([...anchors.keys()].sort()).toEqual(rules.map(({ alert }) => alert).sort())
    for (const { alert, labels, annotations } of rules) {
      expect(labels.severity).toMatch(/^(critical|warning)$/)
      expect(annotations.summary).toMatch(/\S/)
      expect(annotations.description).toMatch(/\S/)
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`)
      expect(anchors.get(alert)?.split('\n').slice(1).join('').length, alert).toBeGreaterThan(10)
    }
  })

  it('are each tested where they fire, and where they do not', () => {
    const { tests } = parse(read('rules.test.yml')) as { tests: { name: string }[] }
    expect(tests.map(({ name }) => name).sort()).toEqual(
      rules.flatMap(({ alert }) => [`${alert} fires`, `${alert} is quiet`]).sort(),
    )
  })
})

describe('docs/operations.md', () => {
  it('has a comparison for each question and its queries, and none else', () => {
    expect(questions.every(({ queries: all }) => all.length > 0)).toBe(true)
    expect(comparisons.map(({ title, figures }) => [title, figures.length])).toEqual(
      questions.map(({ title, queries: all }) => [title, all.length]),
    )
  })

  it('links to headings and files that are there', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-')
    const headings = new Set(
      [...operationsPage.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading)),
    )
    for (const [, anchor = ''] of operationsPage.matchAll(/\]\(#([^)]+)\)/g))
      expect(headings).toContain(anchor)
    const files = [...operationsPage.matchAll(/`((?:infra|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path)
    expect(files.length).toBeGreaterThan(3)
    for (const path of files) expect(() => readdirOrRead(join(root, path)), path).not.toThrow()
  })
})

function readdirOrRead(path: string): void {
  if (/\.\w+$/.test(path)) readFileSync(path)
  else readdirSync(path)
}
