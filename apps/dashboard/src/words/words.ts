import { effect, signal } from '@preact/signals'
import { de } from './de.ts'
import { en, type Words } from './en.ts'

/** Every language of the page: a file each, and a line here. */
export const languages = { en, de } satisfies Record<string, Words>
export type Language = keyof typeof languages

const name = 'async-events.language'

export const language = signal<Language>(chosen())

effect(() => {
  document.documentElement.lang = language.value
})

/** The words of the page, in the language of the reader. */
export const words = (): Words => languages[language.value]

export function chooseLanguage(choice: Language): void {
  localStorage.setItem(name, choice)
  language.value = choice
}

/** Hoisted: the language is chosen while this file is loaded. */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text)
}

/** What was chosen here before, else the first that the browser asks for, else English. */
function chosen(): Language {
  const wanted = [localStorage.getItem(name) ?? '', ...navigator.languages].map(
    (tag) => tag.split('-')[0] ?? '',
  )
  return wanted.find(isLanguage) ?? 'en'
}
