import type { ComponentChildren, JSX } from 'preact'
import { words } from '../words/words.ts'
import { Button } from './button.tsx'
import { say } from './notices.tsx'

interface Props {
  /** What is copied, made when it is asked for. */
  text: () => string
  children?: ComponentChildren
  label?: string
}

export function CopyButton({ text, children, label }: Props): JSX.Element {
  return (
    <Button label={label} onClick={() => void copy(text())}>
      {children ?? words().common.copy}
    </Button>
  )
}

/** Copies a text, and says whether the browser allowed it. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(words().common.copied)
  } catch {
    say(words().common.copyFailed)
  }
}
