import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { WithCode } from '../../parts/with-code.tsx'
import { words } from '../../words/words.ts'
import { labelOf, type ParameterField, textOf, valueIn } from './parameter-fields.ts'

export type Values = Readonly<Record<string, unknown>>

interface Props {
  fields: readonly ParameterField[]
  values: Values
  /** Each change, with undefined for a field that is empty. */
  onChange: (name: string, value: unknown) => void
  /** Of what is left out when it is empty, too. */
  isRequired?: (name: string) => boolean
}

/** A field for each parameter, with what the service says that it means. */
export function ParameterForm({ fields, values, onChange, isRequired = () => false }: Props): JSX.Element {
  return (
    <div class="parameters">
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name]}
          isRequired={isRequired(field.name)}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  )
}

interface FieldProps {
  field: ParameterField
  value: unknown
  isRequired: boolean
  onChange: (value: unknown) => void
}

function Field({ field, value, isRequired, onChange }: FieldProps): JSX.Element {
  const id = useId()
  const { parameters: said } = words()
  const { name, kind, description, byDefault, choices, maxLength } = field
  const hints = [
    ...(kind === 'list' ? [said.onePerLine] : []),
    ...(kind === 'pairs' ? [said.pairPerLine] : []),
    ...(byDefault === null ? [] : [said.byDefault(byDefault)]),
  ]
  const common = {
    id,
    name,
    value: textOf(field, value),
    'aria-describedby': `${id}-hint`,
    'aria-required': isRequired,
  } as const
  const change = ({ currentTarget }: { currentTarget: { value: string } }): void =>
    onChange(valueIn(field, currentTarget.value))
  return (
    <div class="field">
      <label for={id}>
        <span lang="en">{labelOf(name)}</span>
        {isRequired && <span class="muted"> ({said.required})</span>}
      </label>
      {kind === 'choice' || kind === 'flag' ? (
        <select {...common} onChange={change}>
          <option value="">{said.asService}</option>
          {kind === 'flag' ? (
            <>
              <option value="true">{words().common.yes}</option>
              <option value="false">{words().common.no}</option>
            </>
          ) : (
            choices.map((choice) => (
              <option key={choice} lang="en">
                {choice}
              </option>
            ))
          )}
        </select>
      ) : kind === 'line' ? (
        <input {...common} autocomplete="off" maxLength={maxLength ?? undefined} onChange={change} />
      ) : (
        <textarea {...common} rows={kind === 'text' ? 6 : 2} onChange={change} />
      )}
      <p id={`${id}-hint`} class="muted">
        {description !== null && (
          <span lang="en">
            <WithCode text={description} />{' '}
          </span>
        )}
        {hints.join(' ')}
      </p>
    </div>
  )
}
