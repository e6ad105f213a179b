import type { ComponentChildren, JSX } from 'preact'

interface Props {
  children: ComponentChildren
  onClick?: (() => void) | undefined
  kind?: 'plain' | 'primary' | 'danger'
  type?: 'button' | 'submit'
  /** It is at work: it stays focusable, and does nothing more. */
  isBusy?: boolean
  isDisabled?: boolean
  /** For screen readers, where the text alone says too little. */
  label?: string | undefined
  isPressed?: boolean
}

export function Button({
  children,
  onClick,
  kind = 'plain',
  type = 'button',
  isBusy = false,
  isDisabled = false,
  label,
  isPressed,
}: Props): JSX.Element {
  return (
    <button
      type={type}
      class={`button button-${kind}`}
      aria-label={label}
      aria-busy={isBusy}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={isBusy ? undefined : onClick}
    >
      {children}
    </button>
  )
}
