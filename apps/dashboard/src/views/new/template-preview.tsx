import type { Template } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { DocumentPane } from '../reader/document-pane.tsx'
import '../reader/document.css'

interface Props {
  /** As the job will have it; null: the service's own choice. */
  template: string | null
  language: string | null
  onTemplate: (name: string) => void
}

/** The templates of the service, and what each makes of a sample session. */
export function TemplatePreview({ template, language, onTemplate }: Props): JSX.Element {
  const { new: said } = words()
  const id = useId()
  const [isShown, setShown] = useState(false)
  const { value, error, reload } = useLoaded(
    (client, signal) => client.listTemplates({ signal, maxRetries: patiently }),
    [],
  )
  const usable = (value?.templates ?? []).filter(
    ({ kind, problem }) => kind === 'session' && problem === null,
  )
  const names = [...new Set(usable.map(nameWithoutLanguage))]
  const chosen = template ?? 'Session'
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{said.templates}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      <div class="row">
        <label for={id}>{said.template}</label>
        <select id={id} value={chosen} onChange={({ currentTarget }) => onTemplate(currentTarget.value)}>
          {(names.includes(chosen) ? names : [chosen, ...names]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <Button onClick={() => setShown(true)}>{said.preview}</Button>
      </div>
      {isShown && (
        <Dialog title={said.previewOf(chosen)} onClose={() => setShown(false)}>
          <Preview name={chosen} language={language} />
          <div class="row">
            <Button onClick={() => setShown(false)}>{words().common.close}</Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}

/** `Notes_de` serves `Notes` for documents in German. */
const nameWithoutLanguage = ({ name, language }: Template): string =>
  name.endsWith(`_${language}`) ? name.slice(0, -language.length - 1) : name

function Preview({ name, language }: { name: string; language: string | null }): JSX.Element {
  const { new: said } = words()
  const { value, error, reload } = useLoaded(
    (client, signal) =>
      client.previewTemplate({ body: { name, ...(language !== null && { language }) }, signal }),
    [name, language],
  )
  return (
    <div class="preview">
      <p class="muted">{said.previewText}</p>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {value?.warnings.map(({ code, message }) => (
        <p key={code} class="notice notice-warn" lang="en">
          {message}
        </p>
      ))}
      {value !== null && (
        <DocumentPane
          markdown={value.markdown}
          language={value.language}
          fileOf={() => null}
          timeOf={() => null}
          onTime={() => {}}
        />
      )}
    </div>
  )
}
