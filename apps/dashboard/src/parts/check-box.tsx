import type { JSX } from 'preact'

interface Props {
  label: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

export function CheckBox({ label, isChecked, onChange }: Props): JSX.Element {
  return (
    <label class="row">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
      {label}
    </label>
  )
}
