import type { JSX } from 'preact'

/** A text with code between backticks. */
export function WithCode({ text }: { text: string }): JSX.Element {
  return <>{text.split('`').map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>))}</>
}
