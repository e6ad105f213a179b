import type { PagePerson } from '@async-events/core'
import { type Claim, claimRank } from './claim.ts'
import { isDescribed } from './described-person.ts'
import type { FlatElement, FlatLine, FlatPage } from './flat-element.ts'
import { textOf } from './flat-page.ts'
import { uniqueBy } from './page-facts.ts'
import { hasPersonPath, peopleIn } from './people-in.ts'
import { isOrganisation, shapedName } from './person-name.ts'

/** A page that names more is a list of speakers. */
const maxPeople = 10

/** Links to pages of people, and names beside their pictures, wherever they stand in the talk's part of the page. */
export function claimsOfPeopleLinks(page: FlatPage, title: FlatElement | null, url: string): Claim[] {
  const linked: PagePerson[] = []
  const pictured: PagePerson[] = []
  const text = page.text.slice(0, 40_000)
  for (const element of page.elements) {
    if (element.zone !== null || (title !== null && element === title)) continue
    if (
      element.name === 'a' &&
      element.from < element.to &&
      element.to - element.from <= 200 &&
      hasPersonPath(element)
    ) {
      const region = {
        from: element.from,
        to: element.to,
        first: element.index,
        last: element.end,
        single: true,
      }
      linked.push(...peopleIn(page, region, url).people.slice(0, 1))
    }
    if (linked.length > maxPeople * 3) return []
  }
  for (const line of page.lines) {
    if (line.block.zone !== null || line.to - line.from > 60 || !hasPicture(page, line)) continue
    const name = shapedName(line.text)
    if (name === null || name !== line.text.trim()) continue
    const next = page.lines[line.index + 1]
    const role =
      next &&
      next.block.parent === line.block.parent &&
      next.to - next.from <= 120 &&
      (isOrganisation(next.text) || next.text.includes(', '))
    if (role || isDescribed(name, text)) pictured.push({ name, url: null, imageUrl: null })
  }
  return [
    ...claimOf(linked, claimRank.timeElement, 'markup'),
    ...claimOf(pictured, claimRank.prose + 2, 'text'),
  ]
}

function claimOf(people: readonly PagePerson[], rank: number, source: 'markup' | 'text'): Claim[] {
  const unique = uniqueBy(people, (person) => person.name.toLowerCase())
  return unique.length === 0 || unique.length > maxPeople
    ? []
    : [{ fact: 'speakers', value: unique, source, rank }]
}

/** An image between the line before and this one. */
function hasPicture(page: FlatPage, line: FlatLine): boolean {
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (element?.name === 'img' && element.from <= line.from) return textOf(page, element) === ''
  }
  return false
}
