import type { Token } from './tokens.ts'

/**
 * Names of months and weekdays, without accents, in the languages of our labels: long, then short. Written down because
 * making them by `Intl` takes 29 ms of CPU, twice what a page may take; a test compares them with `Intl`.
 */
const monthNames: Record<string, string> = {
  en: 'january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec',
  de: 'januar janner jan|februar feber feb|marz maerz mar mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez',
  fr: 'janvier janv jan|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct|novembre nov|decembre dec',
  es: 'enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic',
  it: 'gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre sett set|ottobre ott|novembre nov|dicembre dic',
  nl: 'januari jan|februari febr feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec',
  pt: 'janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez',
}

const weekdayNames: Record<string, string> = {
  en: 'monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun',
  de: 'montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa|sonntag so',
  fr: 'lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim',
  es: 'lunes lun|martes mar|miercoles mie|jueves jue|viernes vie|sabado sab|domingo dom',
  it: 'lunedi lun|martedi mar|mercoledi mer|giovedi gio|venerdi ven|sabato sab|domenica dom',
  nl: 'maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo',
  pt: 'segunda seg|terca ter|quarta qua|quinta qui|sexta sex|sabado sab|domingo dom',
}

/** 0 is Sunday, as in `Date`. */
export const weekdays = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

export interface CalendarName {
  /** 1 to 12, or 0 (Sunday) to 6. */
  number: number
  /** In none of its languages an abbreviation. */
  full: boolean
  languages: string[]
}

const months = tableOf(monthNames, (index) => index + 1)
const days = tableOf(weekdayNames, (index) => (index + 1) % 7)

/** These are also ordinary words or names of people: `We may 10`, `Set 5`, `Marco 3`. */
const weakMonths = new Set(['may', 'set', 'out', 'mag', 'ago', 'gen', 'mar', 'marco', 'mars'])
/** `Segunda edição`, `Plácido Domingo`. */
const weakWeekdays = new Set([
  'segunda',
  'terca',
  'quarta',
  'quinta',
  'sexta',
  'domingo',
  'domenica',
  'sabato',
])

export interface NamedMonth {
  month: number
  languages: readonly string[]
  /** Needs other evidence than a number next to it. */
  weak: boolean
}

export function monthNamed(token: Token | undefined): NamedMonth | null {
  const found = token?.kind === 'word' ? months.get(token.name) : undefined
  if (!found || !token) return null
  const capitalEnglish = found.languages.includes('en') && token.text !== token.text.toLowerCase()
  return {
    month: found.number,
    languages: found.languages,
    weak: weakMonths.has(token.name) && !capitalEnglish,
  }
}

export interface NamedWeekday {
  weekday: number
  languages: readonly string[]
  /** Counts only next to a date or time. */
  weak: boolean
}

export function weekdayNamed(token: Token | undefined): NamedWeekday | null {
  const found = token?.kind === 'word' ? days.get(token.name) : undefined
  return found && token
    ? {
        weekday: found.number,
        languages: found.languages,
        weak: !found.full || weakWeekdays.has(token.name),
      }
    : null
}

function tableOf(
  names: Record<string, string>,
  numberOf: (index: number) => number,
): Map<string, CalendarName> {
  const table = new Map<string, CalendarName>()
  for (const [language, list] of Object.entries(names))
    list.split('|').forEach((forms, index) => {
      forms.split(' ').forEach((name, form) => {
        const known = table.get(name)
        if (known) known.languages.push(language)
        else
          table.set(name, {
            number: numberOf(index),
            full: form === 0 || name.length > 6,
            languages: [language],
          })
      })
    })
  return table
}
