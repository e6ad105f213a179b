import { type ErrorCode, errorTable } from '@async-events/core'
import { type ErrorType, errorTypes } from '../schemas/errors.ts'
import { errorGuide } from './error-guide.ts'

/** Where the service explains an error. A path, as all its own URLs in answers are. */
export const errorStylePath = '/docs/errors.css'
export const errorPagePath = '/docs/errors'
export const docUrlOf = (type: ErrorType): string => `${errorPagePath}#${type}`

const isOfAnswers = (code: string): boolean => errorTypes.some((type) => type === code)
const codes = Object.keys(errorTable) as ErrorCode[]
const sections = [
  {
    title: 'Errors of answers',
    intro:
      'What `error_type` of an answer that is not 2xx can be. `message` and `details` say more of the one request.',
    codes: codes.filter(isOfAnswers),
  },
  {
    title: 'Errors of jobs, steps and webhooks',
    intro:
      'What `error.code` of a job or step, `code` of a warning and `error.code` of a webhook delivery can be. Some are also the `code` of one of the `details` of an answer.',
    codes: codes.filter((code) => !isOfAnswers(code)),
  },
]

function factsOf(code: ErrorCode): string {
  const { http, retryable } = errorTable[code]
  const again = retryable ? 'the same may succeed later' : 'the same will fail again'
  return http === null || !isOfAnswers(code) ? again : `HTTP ${http}, ${again}`
}

/** `docs/errors.md`. */
export function errorsDocument(): string {
  const parts = sections.map(({ title, intro, codes: listed }) => {
    const entries = listed.map((code) => {
      const { cause, remedy } = errorGuide[code]
      return `### \`${code}\`\n\n${errorTable[code].title} (${factsOf(code)}).\n\n${cause}\n\n**What to do.** ${remedy}\n`
    })
    return `## ${title}\n\n${intro}\n\n${entries.join('\n')}`
  })
  return `# Errors\n\nGenerated from \`apps/api/src/documents/error-guide.ts\`. The service shows this page at \`${errorPagePath}\`; \`doc_url\` of every\nerror answer leads to its place there.\n\n${parts.join('\n')}`
}

/** The same as a page that needs nothing but its style sheet. */
export function errorsPage(): string {
  const parts = sections.map(({ title, intro, codes: listed }) => {
    const entries = listed.map((code) => {
      const { cause, remedy } = errorGuide[code]
      return `<article id="${code}">
<h3><a href="#${code}"><code>${code}</code></a></h3>
<p>${html(errorTable[code].title)} (${factsOf(code)}).</p>
<p>${html(cause)}</p>
<p><strong>What to do.</strong> ${html(remedy)}</p>
</article>`
    })
    return `<section>\n<h2>${title}</h2>\n<p>${html(intro)}</p>\n${entries.join('\n')}\n</section>`
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
