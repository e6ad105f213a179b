import { AppError, type FoundTalk, type SearchIndex } from '@async-events/core'
import { z } from 'zod'
import { packPassages, unpackPassages } from '../passages/pack-passages.ts'
import { pickPassages } from '../passages/pick-passages.ts'
import { talkLanguages, toFoundTalk } from '../stored-talk.ts'
import { queryTerms } from '../terms/query-terms.ts'
import { readQuery } from '../terms/read-query.ts'
import { talkTerms } from '../terms/talk-terms.ts'
import { factsIndex, indexVersion, talksIndex } from './mapping.ts'
import { type AskOpenSearch, openSearchClient } from './open-search-client.ts'
import { queryBody } from './query-body.ts'

const factsSchema = z.object({
  _seq_no: z.number(),
  _primary_term: z.number(),
  _source: z.object({
    generation: z.number(),
    complete_until: z.number().nullable(),
    compared_at: z.number().nullable(),
  }),
})
type Facts = z.output<typeof factsSchema>['_source']

const hitsOf = <T extends z.ZodType>(source: T) =>
  z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string(), _source: source })) }) })
const docsOf = <T extends z.ZodType>(source: T) =>
  z.object({ docs: z.array(z.object({ _id: z.string(), _source: source.optional() })) })

/** Conflicts of writers until it is given up. */
const maxTries = 50

/**
 * The index in OpenSearch, for any number of machines. Made when it is used first. The path of the address, or `async-events`, is
 * in front of the names of its two indexes.
 */
export function openOpenSearchIndex(address: string): SearchIndex {
  const ask = openSearchClient(address)
  const prefix = new URL(address).pathname.replace(/^\/+|\/+$/g, '') || 'async-events'
  const talks = `/${encodeURIComponent(`${prefix}-talks-v${indexVersion}`)}`
  const facts = `/${encodeURIComponent(`${prefix}-facts-v${indexVersion}`)}`
  let made: Promise<void> | null = null
  const ready = async (): Promise<void> => {
    made ??= makeIndexes(ask, { talks, facts })
    await made.catch((error: unknown) => {
      made = null
      throw error
    })
  }
  /** Somebody deleted it: it is made again, empty, before the next use. */
  const checked: AskOpenSearch = async (method, path, asked = {}) => {
    await ready()
    const answer = await ask(method, path, { ...asked, also: [...(asked.also ?? []), 404] })
    if (!isIndexMissing(answer.body)) return answer
    made = null
    throw new AppError('unavailable', 'The search index was removed; it is made again.')
  }

  const readFacts = async () => factsSchema.parse((await checked('GET', `${facts}/_doc/facts`)).body)
  /** Again, when somebody else was first. */
  async function changeFacts(next: (now: Facts) => Facts): Promise<void> {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const { _seq_no, _primary_term, _source } = await readFacts()
      const at = `if_seq_no=${_seq_no}&if_primary_term=${_primary_term}`
      const body = next(_source)
      if (body === _source) return
      const { status } = await checked('PUT', `${facts}/_doc/facts?${at}`, { body, also: [409] })
      if (status !== 409) return
    }
    throw new AppError('unavailable', 'The search index changes too fast.')
  }

  async function languages(): Promise<string[]> {
    const body = { size: 0, aggs: { codes: { terms: { field: 'term_languages', size: 200 } } } }
    const { body: answer } = await checked('POST', `${talks}/_search`, { body })
    const schema = z.object({
      aggregations: z.object({ codes: z.object({ buckets: z.array(z.object({ key: z.string() })) }) }),
    })
    return schema.parse(answer).aggregations.codes.buckets.map(({ key }) => key)
  }
  const termsOf = async (text: string) => queryTerms(readQuery(text), await languages())

  async function documents<T extends z.ZodType>(
    ids: readonly string[],
    source: T,
    fields: string,
  ): Promise<[string, z.output<T>][]> {
    if (ids.length === 0) return []
    const { body } = await checked('POST', `${talks}/_mget?_source_includes=${fields}`, { body: { ids } })
    return docsOf(source)
      .parse(body)
      .docs.flatMap(({ _id, _source }) => (_source === undefined ? [] : [[_id, _source as z.output<T>]]))
  }

  return {
    async put(talk) {
      const { languages: term_languages, ...terms } = await talkTerms(talk)
      const { passages, ...shown } = talk
      const { generation } = (await readFacts())._source
      const body = {
        job_id: talk.job_id,
        run: talk.run,
        generation,
        batch_id: talk.batch_id,
        user_id: talk.user_id,
        event: talk.event,
        track: talk.track,
        speakers: talk.speakers,
        languages: talkLanguages(talk),
        term_languages,
        ...terms,
        talk: shown,
        packed: packPassages(passages).toString('base64'),
      }
      // Where there is no index, a document would make one of another kind.
      if ((await ask('HEAD', talks, { also: [404] })).status === 404) made = null
      // A later run is never replaced, and the same one is by the same.
      const version = `version=${talk.run}&version_type=external_gte`
      await checked('PUT', `${talks}/_doc/${encodeURIComponent(talk.job_id)}?${version}`, {
        body,
        also: [409],
      })
    },
    async remove(jobId) {
      await checked('DELETE', `${talks}/_doc/${encodeURIComponent(jobId)}`, { also: [409] })
    },
    async runs(jobIds) {
      const { generation } = (await readFacts())._source
      const found = await documents(
        jobIds,
        z.object({ run: z.number(), generation: z.number() }),
        'run,generation',
      )
      return new Map(found.flatMap(([id, one]) => (one.generation === generation ? [[id, one.run]] : [])))
    },
    async ids(after, limit) {
      const body = {
        size: limit,
        _source: false,
        query: { range: { job_id: { gt: after } } },
        sort: [{ job_id: 'asc' }],
      }
      const { body: answer } = await checked('POST', `${talks}/_search`, { body })
      const schema = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) })
      return schema.parse(answer).hits.hits.map(({ _id }) => _id)
    },
    async find(text, filter, limit): Promise<FoundTalk[]> {
      const clauses = await termsOf(text)
      if (clauses.length === 0) return []
      const body = {
        size: limit,
        _source: ['talk'],
        query: queryBody(clauses, filter),
        sort: ['_score', { job_id: 'asc' }],
      }
      const { body: answer } = await checked('POST', `${talks}/_search`, { body })
      const schema = hitsOf(z.object({ talk: z.unknown() }))
      return schema.parse(answer).hits.hits.map(({ _source }) => toFoundTalk(_source.talk))
    },
    async passages(text, jobIds, perTalk) {
      const clauses = await termsOf(text)
      const found = await documents(jobIds, z.object({ packed: z.string() }), 'packed')
      const picked = found.map(async ([id, { packed }]) => {
        const best = await pickPassages(unpackPassages(Buffer.from(packed, 'base64')), clauses, perTalk)
        return [id, best] as const
      })
      return new Map(await Promise.all(picked))
    },
    async state() {
      const { generation, complete_until, compared_at } = (await readFacts())._source
      const { body } = await checked('GET', `${talks}/_count`)
      const { body: stats } = await checked('GET', `${talks}/_stats/store`)
      const size = z
        .object({
          _all: z.object({ primaries: z.object({ store: z.object({ size_in_bytes: z.number() }) }) }),
        })
        .safeParse(stats).data
      return {
        engine: 'opensearch',
        talks: z.object({ count: z.number() }).parse(body).count,
        generation,
        complete_until: complete_until === null ? null : new Date(complete_until),
        compared_at: compared_at === null ? null : new Date(compared_at),
        bytes: size?._all.primaries.store.size_in_bytes ?? null,
      }
    },
    completed: (generation, { until, compared_at }) =>
      changeFacts((now) =>
        now.generation !== generation
          ? now
          : {
              generation,
              complete_until: Math.max(now.complete_until ?? 0, until.getTime()),
              compared_at:
                compared_at === undefined
                  ? now.compared_at
                  : Math.max(now.compared_at ?? 0, compared_at.getTime()),
            },
      ),
    rebuild: () =>
      changeFacts(({ generation }) => ({
        generation: generation + 1,
        complete_until: null,
        compared_at: null,
      })),
    async close() {},
  }
}

async function makeIndexes(
  ask: AskOpenSearch,
  { talks, facts }: { talks: string; facts: string },
): Promise<void> {
  for (const [path, body] of [
    [talks, talksIndex],
    [facts, factsIndex],
  ] as const) {
    const { status } = await ask('HEAD', path, { also: [404] })
    // Somebody else may be first.
    if (status === 404) await ask('PUT', path, { body, also: [400] })
  }
  const body: Facts = { generation: 0, complete_until: null, compared_at: null }
  await ask('PUT', `${facts}/_create/facts`, { body, also: [409] })
}

const missingSchema = z.object({ error: z.object({ type: z.literal('index_not_found_exception') }) })
const isIndexMissing = (body: unknown): boolean => missingSchema.safeParse(body).success
