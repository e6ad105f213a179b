/** The few words that the document's own lines need, beside what templates say. */
export interface Wording {
  /** `{engine}` is the name of the engine, `{fields}` what it made. */
  quoted: string
  written: string
  notTranslated: string
  /** Fields of the own templates, by name. */
  fields: Record<string, string>
  /** Of the parts of a document, by processor. */
  parts: Record<string, string>
  couldNotBeRead: string
}

const en: Wording = {
  quoted: 'Picked from the sources by a program ({engine}) that quotes and adds nothing: {fields}.',
  written: 'Written by a text model ({engine}) and not checked by a person: {fields}.',
  notTranslated: 'They are not translated.',
  fields: { lead: 'lead', summary: 'summary', key_points: 'key points', tags: 'tags' },
  parts: { scrape: 'Page', video: 'Video', audio: 'Transcript', pdf: 'Slides' },
  couldNotBeRead: 'could not be read',
}

const de: Wording = {
  quoted:
    'Von einem Programm ({engine}) aus den Quellen ausgewählt, das zitiert und nichts hinzufügt: {fields}.',
  written: 'Von einem Textmodell ({engine}) geschrieben und von keinem Menschen geprüft: {fields}.',
  notTranslated: 'Übersetzt ist davon nichts.',
  fields: { lead: 'Einleitung', summary: 'Zusammenfassung', key_points: 'Kernpunkte', tags: 'Schlagwörter' },
  parts: { scrape: 'Seite', video: 'Video', audio: 'Mitschrift', pdf: 'Folien' },
  couldNotBeRead: 'nicht lesbar',
}

/** English where there are no words for a language. */
export const wordingOf = (language: string): Wording => (language === 'de' ? de : en)
