import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { words } from '../words/words.ts'
import './filters.css'

const typingMs = 250

interface TextProps {
  label: string
  value: string
  onChange: (value: string) => void
  id?: string
}

/** A text that filters once typing rests. */
export function TextFilter({ label, value, onChange, id }: TextProps): JSX.Element {
  const made = useId()
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address may change elsewhere: by the browser's back, or the button that clears.
  useEffect(() => {
    clearTimeout(timer.current)
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <div class="filter">
      <label for={id ?? made}>{label}</label>
      <input
        id={id ?? made}
        type="search"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => onChange(currentTarget.value), typingMs)
        }}
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly (readonly [value: string, name: string])[]
  onChange: (value: string) => void
}

/** One of several, or all. */
export function ChoiceFilter({ label, value, options, onChange }: ChoiceProps): JSX.Element {
  const id = useId()
  return (
    <div class="filter">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{words().common.all}</option>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface CheckProps {
  label: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

export function CheckFilter({ label, isChecked, onChange }: CheckProps): JSX.Element {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />{' '}
      {label}
    </label>
  )
}
