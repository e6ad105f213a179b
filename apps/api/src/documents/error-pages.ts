import { type ErrorCode, errorTable, warningTable } from '@async-events/core'
import { type ErrorType, errorTypes } from '../schemas/errors.ts'
import { type ErrorGuide, errorGuide } from './error-guide.ts'
import { warningGuide } from './warning-guide.ts'

/** Where the service explains an error. A path, as all its own URLs in answers are. */
export const errorStylePath = '/docs/errors.css'
export const errorPagePath = '/docs/errors'
export const docUrlOf = (type: ErrorType): string => `${errorPagePath}#${type}`

interface Entry extends ErrorGuide {
  code: string
  title: string
  /** In brackets behind the title; null for nothing. */
  facts: string | null
}

const isOfAnswers = ({ code }: { code: string }): boolean => errorTypes.some((type) => type === code)
const errors = (Object.keys(errorTable) as ErrorCode[]).map((code): Entry => {
  const { http, retryable, title } = errorTable[code]
  const again = retryable ? 'the same may succeed later' : 'the same will fail again'
  const facts = http === null || !isOfAnswers({ code }) ? again : `HTTP ${http}, ${again}`
  return { code, title, facts, ...errorGuide[code] }
})
const warnings = (Object.keys(warningTable) as (keyof typeof warningTable)[]).map(
  (code): Entry => ({ code, title: warningTable[code], facts: null, ...warningGuide[code] }),
)
const sections = [
  {
    title: 'Errors of answers',
    intro:
      'What `error_type` of an answer that is not 2xx can be. `message` and `details` say more of the one request.',
    entries: errors.filter(isOfAnswers),
  },
  {
    title: 'Errors of jobs, steps and webhooks',
    intro:
      'What `error.code` of a job or step, `code` of a warning and `error.code` of a webhook delivery can be. Some are also the `code` of one of the `details` of an answer.',
    entries: errors.filter((entry) => !isOfAnswers(entry)),
  },
  {
    title: 'Warnings',
    intro:
      'What else `code` of a warning can be: the job has a document, and something about it is in doubt. `message` says more of the one job.',
    entries: warnings,
  },
]

const said = ({ title, facts }: Entry): string => (facts === null ? `${title}.` : `${title} (${facts}).`)

/** `docs/errors.md`. */
export function errorsDocument(): string {
  const parts = sections.map(({ title, intro, entries }) => {
    const texts = entries.map(
      (entry) =>
        `### \`${entry.code}\`\n\n${said(entry)}\n\n${entry.cause}\n\n**What to do.** ${entry.remedy}\n`,
    )
    return `## ${title}\n\n${intro}\n\n${texts.join('\n')}`
  })
  return `# Errors\n\nGenerated from \`error-guide.ts\` and \`warning-guide.ts\` in \`apps/api/src/documents\`. The service shows this page at \`${errorPagePath}\`; \`doc_url\` of\nevery error answer leads to its place there.\n\n${parts.join('\n')}`
}

/** The same as a page that needs nothing but its style sheet. */
export function errorsPage(): string {
  const parts = sections.map(({ title, intro, entries }) => {
    const articles = entries.map(
      (entry) => `<article id="${entry.code}">
<h3><a href="#${entry.code}"><code>${entry.code}</code></a></h3>
<p>${html(said(entry))}</p>
<p>${html(entry.cause)}</p>
<p><strong>What to do.</strong> ${html(entry.remedy)}</p>
</article>`,
    )
    return `<section>\n<h2>${title}</h2>\n<p>${html(intro)}</p>\n${articles.join('\n')}\n</section>`
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors · Async Events</title>
<link rel="stylesheet" href="${errorStylePath}">
</head>
<body>
<header>
<h1>Errors</h1>
<nav><a href="/">Dashboard</a> · <a href="/docs">API documentation</a> · <a href="/openapi.json">OpenAPI</a></nav>
</header>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text with `code` in backticks. */
const html = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => entities[one] ?? one).replace(/`([^`]*)`/g, '<code>$1</code>')
