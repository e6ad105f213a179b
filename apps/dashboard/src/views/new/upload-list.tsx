import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { useAction } from '../../service/use-action.ts'
import { language, words } from '../../words/words.ts'
import { fileUseOf } from './file-use.ts'
import { startJob } from './start-job.ts'

interface Props {
  files: readonly File[]
  onRemove: (file: File) => void
}

/** Files that become jobs of one processor each. */
export function UploadList({ files, onRemove }: Props): JSX.Element {
  const { new: said } = words()
  return (
    <section aria-labelledby="uploads">
      <h2 id="uploads">{said.uploads}</h2>
      <ul class="cards">
        {files.map((file, at) => (
          <li key={`${file.name} ${at}`} class="card">
            <FileForm file={file} onRemove={() => onRemove(file)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const jobTypes = ['audio', 'video', 'pdf', 'transform'] as const
type JobType = (typeof jobTypes)[number]

function FileForm({ file, onRemove }: { file: File; onRemove: () => void }): JSX.Element {
  const { new: said } = words()
  const id = useId()
  const { run, isBusy, error } = useAction()
  const use = fileUseOf(file)
  const [jobType, setJobType] = useState<JobType>(use?.kind === 'upload' ? use.jobType : 'transform')
  const [name, setName] = useState(file.name.replace(/\.\w+$/, ''))
  const start = (): Promise<unknown> =>
    run(async (client) => {
      const { upload_id } = await client.upload(file)
      await startJob(client, {
        job_type: jobType,
        parameters: { source: { upload_id }, ...(name.trim() !== '' && { name: name.trim() }) },
      })
    })
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <h3>{file.name}</h3>
      <p class="muted">{megabytes(file.size)}</p>
      <div class="field">
        <label for={`${id}-type`}>{said.jobType}</label>
        <select
          id={`${id}-type`}
          value={jobType}
          onChange={({ currentTarget: { value } }) =>
            setJobType(jobTypes.find((each) => each === value) ?? jobType)
          }
        >
          {jobTypes.map((each) => (
            <option key={each} value={each}>
              {said.jobTypes[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-name`}>{said.jobName}</label>
        <input
          id={`${id}-name`}
          value={name}
          maxLength={200}
          onInput={({ currentTarget: { value } }) => setName(value)}
        />
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div class="row">
        <Button type="submit" kind="primary" isBusy={isBusy} label={said.uploadOf(file.name)}>
          {isBusy ? said.uploading : said.upload}
        </Button>
        <Button onClick={onRemove} label={said.removeOf(file.name)}>
          {said.remove}
        </Button>
      </div>
    </form>
  )
}

const megabytes = (bytes: number): string =>
  new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit: 'megabyte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1e6)
