import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'

/** `README.md`: what is in here, for people. */
export function writeReadme(
  session: { event: string; session: string; language: string },
  document: string | null,
): string {
  const title = escapeMarkdown(session.session)
  const event = escapeMarkdown(session.event)
  const link = document === null ? title : `[${title}](${encodePath(document)})`
  const lines = session.language === 'de' ? german(link, event) : english(link, event)
  return `${lines.join('\n\n')}\n`
}

const english = (talk: string, event: string): string[] => [
  `${talk}: the record of a talk at ${event}, as Markdown that any editor opens.`,
  '`metadata.json` holds the same facts for programs, `manifest.json` the size and SHA-256 of every file here.',
]

const german = (talk: string, event: string): string[] => [
  `${talk}: die Mitschrift eines Vortrags bei ${event}, als Markdown, das jeder Editor öffnet.`,
  '`metadata.json` enthält dieselben Angaben für Programme, `manifest.json` Größe und SHA-256 jeder Datei.',
]

const encodePath = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[()'*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/')
