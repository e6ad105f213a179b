import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { CheckBox } from '../../parts/check-box.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { words } from '../../words/words.ts'
import type { ParameterField } from '../parameters/parameter-fields.ts'
import { ParameterForm, type Values } from '../parameters/parameter-form.tsx'
import { useParameterFields } from '../parameters/use-parameter-fields.ts'
import { completeDraft, withoutNulls } from './complete-draft.ts'
import type { FieldKinds } from './draft.ts'
import { DraftTable } from './draft-table.tsx'
import { FilePicker } from './file-picker.tsx'
import { fileUseOf } from './file-use.ts'
import { isJobList } from './is-job-list.ts'
import { readSessions } from './read-sessions.ts'
import { type ScheduleSource, ScheduleStart } from './schedule-start.tsx'
import { SourceText } from './source-text.tsx'
import { StartBar } from './start-bar.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { UploadList } from './upload-list.tsx'
import './new.css'
import '../parameters/parameters.css'

/** Parameters that are seldom of one talk alone, and seldom left out. */
const mostUsed = new Set(['event', 'track', 'target_language', 'source_language', 'translate'])
/** Of one talk: they cannot be the same for several. */
const ofOneTalk = new Set([
  'session',
  'url',
  'filename',
  'starttime',
  'endtime',
  'speakers',
  'speakers_url',
  'speakers_image_url',
  'video_start',
  'video_end',
  'captions_url',
  'attachments_url',
  'video_transcript',
])

/** Makes jobs: of addresses, a table or JSON that is pasted or dropped, of a schedule, or of files that are uploaded. */
export function NewView(): JSX.Element {
  const { new: said } = words()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const [schedule, setSchedule] = useState<File | null>(null)
  const [dropped, setDropped] = useState<{ file: File; text: string } | null>(null)
  const fields = useParameterFields('session')
  useEffect(() => {
    if (dropped === null || fields.value === null) return
    const names = new Set(fields.value.map(({ name }) => name))
    const isJobs = isJobList(readSessions(dropped.text, kindsOf(fields.value)), names)
    setText(isJobs ? dropped.text : '')
    setSchedule(isJobs ? null : dropped.file)
    setDropped(null)
  }, [dropped, fields.value])
  const take = async (given: readonly File[]): Promise<void> => {
    for (const file of given) {
      const use = fileUseOf(file)
      if (use === null) say(said.unknownFile(file.name))
      else if (use.kind === 'text') setDropped({ file, text: await file.text() })
      else setFiles((last) => [...last, file])
    }
  }
  const remove = (file: File): void => setFiles((last) => last.filter((one) => one !== file))
  return (
    <>
      <h1>{said.title}</h1>
      <p>{said.intro}</p>
      <SourceText
        text={text}
        onText={(given) => {
          setText(given)
          setSchedule(null)
        }}
        onFiles={(given) => void take(given)}
      />
      <FilePicker onFiles={(given) => void take(given)} />
      {fields.error !== null && <ErrorNotice error={fields.error} onRetry={fields.reload} />}
      {files.length > 0 && (
        <UploadList
          files={files}
          onRemove={remove}
          onSchedule={(file) => {
            remove(file)
            setText('')
            setSchedule(file)
          }}
        />
      )}
      {fields.value === null ? (
        fields.error === null && <p role="status">{words().app.loading}</p>
      ) : (
        <Sessions text={text} schedule={schedule} onRemove={() => setSchedule(null)} fields={fields.value} />
      )}
    </>
  )
}

interface Props {
  text: string
  schedule: File | null
  onRemove: () => void
  fields: readonly ParameterField[]
}

function Sessions({ text, schedule, onRemove, fields }: Props): JSX.Element {
  const { new: said } = words()
  const [common, setCommon] = useState<Values>({})
  const [own, setOwn] = useState<Values>({})
  const kinds = useMemo((): FieldKinds => kindsOf(fields), [fields])
  const [isSchedule, setIsSchedule] = useState(false)
  const address = /^\s*(https?:\/\/\S+)\s*$/i.exec(text)?.[1]
  const source: ScheduleSource | null = schedule ?? (isSchedule && address ? address : null)
  const talks = source === null ? text : ''
  const { drafts, problems, batch } = useMemo(() => readSessions(talks, kinds), [talks, kinds])
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  const only = drafts.length === 1 ? drafts[0] : undefined
  const complete = drafts.map((draft) =>
    completeDraft(
      draft === only ? { ...draft, parameters: { ...draft.parameters, ...own } } : draft,
      common,
      required,
    ),
  )
  const change = (name: string, value: unknown): void => {
    if (only && ofOneTalk.has(name)) setOwn((last) => ({ ...last, [name]: value }))
    else setCommon((last) => ({ ...last, [name]: value }))
  }
  // The template has a field of its own, with those that there are.
  const shown = fields.filter(
    ({ name }) => name !== 'template' && (only !== undefined || !ofOneTalk.has(name)),
  )
  const isFirst = ({ name, isRequired }: ParameterField): boolean => isRequired || mostUsed.has(name)
  const values = only === undefined ? common : { ...common, ...complete[0]?.parameters }
  const form = {
    values,
    onChange: change,
    isRequired: (name: string) => source === null && required.includes(name),
  }
  return (
    <div class="sections">
      {schedule === null && address !== undefined && (
        <CheckBox label={said.isSchedule} isChecked={isSchedule} onChange={setIsSchedule} />
      )}
      {schedule !== null && (
        <p class="row">
          {said.schedule(schedule.name)}
          <Button onClick={onRemove} label={said.removeOf(schedule.name)}>
            {said.remove}
          </Button>
        </p>
      )}
      {source === null && <DraftTable drafts={complete} problems={problems} />}
      <section aria-labelledby="parameters">
        <h2 id="parameters">{headingOf(source !== null, drafts.length)}</h2>
        <ParameterForm {...form} fields={shown.filter(isFirst)} />
        <details>
          <summary>{said.moreParameters}</summary>
          <ParameterForm {...form} fields={shown.filter((field) => !isFirst(field))} />
        </details>
      </section>
      <TemplatePreview
        template={textIn(values.template)}
        language={textIn(values.target_language)}
        onTemplate={(name) => change('template', name)}
      />
      {source === null ? (
        <StartBar drafts={complete} batch={batch} hasProblems={problems.length > 0} />
      ) : (
        <ScheduleStart
          key={typeof source === 'string' ? source : `${source.name} ${source.size} ${source.lastModified}`}
          source={source}
          defaults={withoutNulls(common)}
        />
      )}
    </div>
  )
}

function headingOf(isSchedule: boolean, talks: number): string {
  const { new: said } = words()
  if (isSchedule) return said.forSchedule
  return talks > 1 ? said.forAll(talks) : said.parameters
}

const kindsOf = (fields: readonly ParameterField[]): FieldKinds => {
  const named = (kind: ParameterField['kind']): Set<string> =>
    new Set(fields.filter((field) => field.kind === kind).map(({ name }) => name))
  return { lists: named('list'), flags: new Set([...named('flag'), 'use_cache']) }
}

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
