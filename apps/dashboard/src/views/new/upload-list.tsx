import type { Client } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { formatBytes } from '../../parts/format-bytes.ts'
import { language, words } from '../../words/words.ts'
import { fileUseOf } from './file-use.ts'
import { PlannedStart } from './planned-start.tsx'
import type { StartRequest } from './start-request.ts'

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
      <ul class="cards uploads">
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
  const uploaded = useRef<Promise<{ upload_id: string }>>(undefined)
  const use = fileUseOf(file)
  const [jobType, setJobType] = useState<JobType>(use?.kind === 'upload' ? use.jobType : 'transform')
  const [name, setName] = useState(file.name.replace(/\.\w+$/, ''))
  const make = async (client: Client): Promise<StartRequest> => {
    // Once, whatever is changed afterwards.
    uploaded.current ??= client.upload(file)
    const { upload_id } = await uploaded.current.catch((error: unknown) => {
      uploaded.current = undefined
      throw error
    })
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
      </PlannedStart>
    </div>
  )
}
