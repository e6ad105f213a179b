import type { SearchAnswer, SearchHit, SearchPassage } from '@async-events/client'
import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { clock } from '../../parts/clock.ts'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { ChoiceFilter, TextFilter } from '../../parts/filters.tsx'
import { links } from '../../router/links.ts'
import { changeQuery, place } from '../../router/place.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import './search.css'

const facets = ['event', 'track', 'speaker'] as const
const pageSize = 10
/** The service gives no more at once; who wants more narrows the search. */
const most = 50

/** Talks by what their documents, slides and transcripts say. */
export function SearchView(): JSX.Element {
  const { search: said } = words()
  const { q = '', show = '', ...rest } = place.value.query
  const limit = Math.min(most, Math.max(pageSize, Number(show) || pageSize))
  const chosen = Object.fromEntries(facets.flatMap((name) => (rest[name] ? [[name, rest[name]]] : [])))
  const query = { q: q.slice(0, 500), ...chosen, limit }
  const isAsked = q.trim() !== ''
  const { value, error, reload } = useLoaded(
    async (service, signal) =>
      isAsked ? await service.searchDocuments({ query, signal, maxRetries: patiently }) : null,
    [],
    { again: JSON.stringify(query) },
  )
  return (
    <>
      <h1>{said.title}</h1>
      <search class="filters">
        <TextFilter label={said.words} value={q} onChange={(text) => changeQuery({ q: text, show: '' })} />
        {facets.map((name) => (
          <ChoiceFilter
            key={name}
            label={said.facets[name]}
            value={rest[name] ?? ''}
            options={optionsOf(name, value, rest[name] ?? '')}
            onChange={(choice) => changeQuery({ [name]: choice, show: '' })}
          />
        ))}
      </search>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!isAsked && (
        <Empty title={said.begin}>
          <p>{said.beginText}</p>
        </Empty>
      )}
      {isAsked && value !== null && <Hits answer={value} limit={limit} />}
    </>
  )
}

/** What may be chosen with the number of talks; what is chosen stays there without any. */
function optionsOf(
  name: (typeof facets)[number],
  answer: SearchAnswer | null,
  chosen: string,
): [value: string, name: string][] {
  const found = (answer?.facets[name] ?? []).map(({ value, count }): [string, string] => [
    value,
    `${value} (${count})`,
  ])
  return chosen === '' || found.some(([value]) => value === chosen) ? found : [...found, [chosen, chosen]]
}

function Hits({ answer, limit }: { answer: SearchAnswer; limit: number }): JSX.Element {
  const { search: said } = words()
  const { total, hits, indexed_until: until } = answer
  return (
    <>
      <p role="status">
        {said.found(total)} {until === null && said.filling}
      </p>
      {total === 0 && (
        <Empty title={said.nothing}>
          <p>{said.nothingText}</p>
        </Empty>
      )}
      <ol class="hits">
        {hits.map((hit) => (
          <Hit key={hit.job_id} hit={hit} />
        ))}
      </ol>
      {total > hits.length && limit < most && (
        <Button onClick={() => changeQuery({ show: String(limit + pageSize) })}>{said.more}</Button>
      )}
    </>
  )
}

function Hit({ hit }: { hit: SearchHit }): JSX.Element {
  const { job_id, title, speakers, track, event, language, passages } = hit
  return (
    <li class="hit">
      <h2>
        <a href={links.read(job_id)} lang={language ?? undefined}>
          {title}
        </a>
      </h2>
      <p class="muted">{[speakers.join(', '), track, event].filter((text) => text !== '').join(' · ')}</p>
      {passages
        .filter(({ kind }) => kind !== 'title' && kind !== 'speakers')
        .map((passage) => (
          <Passage
            key={`${passage.kind} ${passage.seconds} ${passage.slide}`}
            id={job_id}
            passage={passage}
          />
        ))}
    </li>
  )
}

function Passage({ id, passage }: { id: string; passage: SearchPassage }): JSX.Element {
  const { search: said } = words()
  const { kind, language, parts, seconds, slide } = passage
  const where = kind === 'slide' && slide !== null ? said.slide(slide) : said.kinds[kind]
  return (
    <p class="passage">
      {seconds === null ? (
        <span class="muted">{where}</span>
      ) : (
        <a href={links.readAt(id, seconds)} aria-label={said.readAt(clock(seconds), where)}>
          {clock(seconds)}
        </a>
      )}{' '}
      <span lang={language === 'und' ? undefined : language}>
        {parts.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}
      </span>
    </p>
  )
}
