import type { Thing } from './linked-data.ts'
import { subjectOf } from './main-thing.ts'
import { firstText } from './thing-values.ts'

/** The long description of the page's subject, for pages rendered by a script. */
export function longTextOfLinkedData(
  things: readonly Thing[],
  title: string | null,
  url: string,
): string | null {
  const { main } = subjectOf(things, title, url)
  return main
    ? (firstText(main, 'articleBody') ?? firstText(main, 'text') ?? firstText(main, 'description'))
    : null
}
