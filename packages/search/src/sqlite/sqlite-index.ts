import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { FoundTalk, SearchFilter, SearchIndex } from '@async-events/core'
import { packPassages, unpackPassages } from '../passages/pack-passages.ts'
import { pickPassages } from '../passages/pick-passages.ts'
import { talkLanguages, toFoundTalk } from '../stored-talk.ts'
import { queryTerms } from '../terms/query-terms.ts'
import { readQuery } from '../terms/read-query.ts'
import { talkTerms } from '../terms/talk-terms.ts'
import { matchExpression } from './match-expression.ts'

/** Weights of title, names, text, and of words as they stand, which are in the others, too. */
const ranking = 'bm25(terms, 8.0, 4.0, 1.0, 0.0)'

/** The index over an open database; throws what SQLite throws. */
export function sqliteIndex(db: DatabaseSync): SearchIndex {
  const read = <T>(sql: string, ...values: SQLInputValue[]): T[] => db.prepare(sql).all(...values) as T[]
  const run = (sql: string, ...values: SQLInputValue[]): void => void db.prepare(sql).run(...values)
  const fact = (name: string): string | number | null =>
    read<{ value: string | number }>('select value from facts where name = ?', name)[0]?.value ?? null
  const generationOf = (): number => Number(fact('generation') ?? 0)
  const termsOf = (text: string) =>
    queryTerms(
      readQuery(text),
      read<{ code: string }>('select code from languages').map(({ code }) => code),
    )

  /** All or nothing, and no other process in between. */
  function change(act: () => void): void {
    db.exec('begin immediate')
    try {
      act()
      db.exec('commit')
    } catch (error) {
      db.exec('rollback')
      throw error
    }
  }
  function removeRow(jobId: string): void {
    const [found] = read<{ id: number }>('select id from talks where job_id = ?', jobId)
    if (found === undefined) return
    for (const table of ['talks', 'passages']) run(`delete from ${table} where id = ?`, found.id)
    run('delete from terms where rowid = ?', found.id)
  }

  return {
    async put(talk) {
      const terms = await talkTerms(talk)
      const { passages, ...facts } = talk
      change(() => {
        const generation = generationOf()
        const [there] = read<{ run: number; generation: number }>(
          'select run, generation from talks where job_id = ?',
          talk.job_id,
        )
        if (
          there !== undefined &&
          (there.run > talk.run || (there.run === talk.run && there.generation === generation))
        )
          return
        removeRow(talk.job_id)
        const { lastInsertRowid: id } = db
          .prepare(
            'insert into talks (job_id, run, generation, batch_id, user_id, event, track, languages, speakers, talk) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          )
          .run(
            talk.job_id,
            talk.run,
            generation,
            talk.batch_id,
            talk.user_id,
            talk.event,
            talk.track,
            JSON.stringify(talkLanguages(talk)),
            JSON.stringify(talk.speakers),
            JSON.stringify(facts),
          )
        run('insert into passages values (?, ?)', id, packPassages(passages))
        run(
          'insert into terms (rowid, title, names, text, words) values (?, ?, ?, ?, ?)',
          id,
          terms.title,
          terms.names,
          terms.text,
          terms.words,
        )
        for (const code of terms.languages) run('insert or ignore into languages values (?)', code)
      })
    },
    async remove(jobId) {
      change(() => removeRow(jobId))
    },
    async runs(jobIds) {
      const found = read<{ job_id: string; run: number }>(
        'select job_id, run from talks where generation = ? and job_id in (select value from json_each(?))',
        generationOf(),
        JSON.stringify(jobIds),
      )
      return new Map(found.map(({ job_id, run: number }) => [job_id, number]))
    },
    async ids(after, limit) {
      return read<{ job_id: string }>(
        'select job_id from talks where job_id > ? order by job_id limit ?',
        after,
        limit,
      ).map(({ job_id }) => job_id)
    },
    async find(text, filter, limit): Promise<FoundTalk[]> {
      const clauses = await termsOf(text)
      if (clauses.length === 0) return []
      const { conditions, values } = conditionsOf(filter)
      const sql = `select talks.talk from terms join talks on talks.id = terms.rowid where terms match ?${conditions} order by ${ranking}, talks.job_id limit ?`
      const found = read<{ talk: string }>(sql, matchExpression(clauses), ...values, limit)
      return found.map(({ talk }) => toFoundTalk(JSON.parse(talk)))
    },
    async passages(text, jobIds, perTalk) {
      const clauses = await termsOf(text)
      const found = read<{ job_id: string; packed: Uint8Array }>(
        'select job_id, packed from talks join passages using (id) where job_id in (select value from json_each(?))',
        JSON.stringify(jobIds),
      )
      const picked = found.map(async ({ job_id, packed }) => {
        const best = await pickPassages(unpackPassages(packed), clauses, perTalk)
        return [job_id, best] as const
      })
      return new Map(await Promise.all(picked))
    },
    async state() {
      const [{ talks = 0 } = {}] = read<{ talks: number }>('select count(*) talks from talks')
      const [{ bytes = null } = {}] = read<{ bytes: number }>(
        'select page_count * page_size bytes from pragma_page_count(), pragma_page_size()',
      )
      const time = (name: string): Date | null => {
        const value = fact(name)
        return value === null ? null : new Date(value)
      }
      return {
        engine: 'sqlite',
        talks,
        generation: generationOf(),
        complete_until: time('complete_until'),
        compared_at: time('compared_at'),
        bytes,
      }
    },
    async completed(generation, { until, compared_at }) {
      change(() => {
        if (generation !== generationOf()) return
        const forward = (name: string, time: Date): void => {
          // Numbers are compared, and a rebuild has none.
          run(
            'insert into facts values (?, ?) on conflict do update set value = max(value, excluded.value)',
            name,
            time.getTime(),
          )
        }
        forward('complete_until', until)
        if (compared_at !== undefined) forward('compared_at', compared_at)
      })
    },
    async rebuild() {
      change(() => {
        run("update facts set value = value + 1 where name = 'generation'")
        run("delete from facts where name in ('complete_until', 'compared_at')")
      })
    },
    async close() {
      db.close()
    },
  }
}

function conditionsOf({ event, track, speaker, batch_id, language, user_id }: SearchFilter): {
  conditions: string
  values: SQLInputValue[]
} {
  const equal = { event, track, batch_id, user_id }
  const stated = Object.entries(equal).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  )
  const within = Object.entries({ speakers: speaker, languages: language }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  )
  return {
    conditions: [
      ...stated.map(({ name }) => ` and talks.${name} is ?`),
      ...within.map(({ name }) => ` and exists (select 1 from json_each(talks.${name}) where value = ?)`),
    ].join(''),
    values: [...stated, ...within].map(({ value }) => value),
  }
}
