import type { Client } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { formatBytes } from '../../parts/format-bytes.ts'
import { language, words } from '../../words/words.ts'
import { fileUseOf } from './file-use.ts'
import { PlannedStart } from './planned-start.tsx'
import type { StartRequest } from './start-request.ts'
import { uploadOnce } from './upload-once.ts'

interface Props {
  files: readonly File[]
  onRemove: (file: File) => void
  /** It is the programme of a conference. */
  onSchedule: (file: File) => void
}

/** Files that become jobs of one processor each. */
export function UploadList({ files, onRemove, onSchedule }: Props): JSX.Element {
  const { new: said } = words()
  return (
    <section aria-labelledby="uploads">
      <h2 id="uploads">{said.uploads}</h2>
      <ul class="cards uploads">
        {files.map((file, at) => (
          <li key={`${file.name} ${at}`} class="card">
            <FileForm file={file} onRemove={() => onRemove(file)} onSchedule={() => onSchedule(file)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const jobTypes = ['audio', 'video', 'pdf', 'transform'] as const
type JobType = (typeof jobTypes)[number]

interface FileProps {
  file: File
  onRemove: () => void
  onSchedule: () => void
}

function FileForm({ file, onRemove, onSchedule }: FileProps): JSX.Element {
  const { new: said } = words()
  const id = useId()
  const use = fileUseOf(file)
  const [jobType, setJobType] = useState<JobType>(use?.kind === 'upload' ? use.jobType : 'transform')
  const [name, setName] = useState(file.name.replace(/\.\w+$/, ''))
  const make = async (client: Client): Promise<StartRequest> => {
    const { upload_id } = await uploadOnce(client, file)
    const parameters = { source: { upload_id }, ...(name.trim() !== '' && { name: name.trim() }) }
    return { job: { job_type: jobType, parameters } }
  }
  return (
    <div class="form">
      <h3>{file.name}</h3>
      <p class="muted">{formatBytes(file.size, language.value)}</p>
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
      <PlannedStart
        of={`${jobType} ${name}`}
        isReady
        make={make}
        show={{ text: said.upload, label: said.uploadOf(file.name) }}
        start={{ text: said.start(1), label: said.startOf(file.name) }}
      >
        <Button onClick={onRemove} label={said.removeOf(file.name)}>
          {said.remove}
        </Button>
        {use?.kind === 'upload' && use.jobType === 'transform' && (
          <Button onClick={onSchedule} label={said.asScheduleOf(file.name)}>
            {said.asSchedule}
          </Button>
        )}
      </PlannedStart>
    </div>
  )
}
