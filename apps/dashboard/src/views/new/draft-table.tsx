import type { JSX } from 'preact'
import { Scrolled } from '../../parts/scrolled.tsx'
import { words } from '../../words/words.ts'
import type { CompleteDraft } from './complete-draft.ts'
import type { Problem } from './draft.ts'

interface Props {
  drafts: readonly CompleteDraft[]
  problems: readonly Problem[]
}

/** Rows that are shown; the counts are of all. */
const mostRows = 100

/** What would be started, before it is: each talk, and each line that cannot be read. */
export function DraftTable({ drafts, problems }: Props): JSX.Element {
  const { new: said } = words()
  const isComplete = drafts.filter(({ missing }) => missing.length === 0).length
  const hasAny = drafts.length > 0 || problems.length > 0
  return (
    <section aria-labelledby="drafts" class="drafts">
      <h2 id="drafts">{said.wouldStart}</h2>
      <p role="status">
        {hasAny ? said.counts(isComplete, drafts.length - isComplete, problems.length) : said.nothingYet}
      </p>
      {problems.length > 0 && (
        <ul class="notice notice-bad">
          {problems.slice(0, mostRows).map(({ line, kind, text }) => (
            <li key={`${line} ${kind} ${text}`}>
              {line !== null && <strong>{said.line(line)}: </strong>}
              {said.problems[kind]}
              {text !== '' && (
                <>
                  {' '}
                  <code>{text}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {drafts.length > 0 && (
        <Scrolled label={said.talks}>
          <table>
            <thead>
              <tr>
                <th scope="col">{said.lineTitle}</th>
                <th scope="col">{said.talk}</th>
                <th scope="col">{said.page}</th>
                <th scope="col">{said.remarks}</th>
              </tr>
            </thead>
            <tbody>
              {drafts.slice(0, mostRows).map((draft) => (
                <DraftRow key={draft.line} draft={draft} />
              ))}
            </tbody>
          </table>
          {drafts.length > mostRows && <p class="muted">{said.further(drafts.length - mostRows)}</p>}
        </Scrolled>
      )}
    </section>
  )
}

function DraftRow({ draft }: { draft: CompleteDraft }): JSX.Element {
  const { new: said } = words()
  const { line, parameters, missing, isTitleGuessed } = draft
  return (
    <tr>
      <td class="number">{line}</td>
      <th scope="row">{String(parameters.session ?? parameters.name ?? '')}</th>
      <td>{String(parameters.url ?? '')}</td>
      <td>
        {missing.length > 0 && <strong class="doubtful">{said.missing(missing.join(', '))} </strong>}
        {isTitleGuessed && <span class="muted">{said.titleGuessed}</span>}
      </td>
    </tr>
  )
}
