import { HtmlValidate } from 'html-validate'
import { pagesOf, type Site } from './read-site.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // HTML 5 permits every anchor without blanks; `t=12` is that of Media Fragments.
    'valid-id': ['error', { relaxed: true }],
    // The names of talks, which are as long as they are.
    'long-title': 'off',
  },
})

/** What html-validate finds, as `page:line rule: message`. */
export async function problemsOf(site: Site): Promise<string[]> {
  const problems: string[] = []
  for (const [path, html] of pagesOf(site)) {
    const report = await validator.validateString(html, path)
    for (const { messages } of report.results)
      for (const { line, ruleId, message } of messages) problems.push(`${path}:${line} ${ruleId}: ${message}`)
  }
  return problems
}
