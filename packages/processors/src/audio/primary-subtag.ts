/** `de` of `de-AT` and `DE_at`; null for what says that the language is not known, or that there are several. */
export function primarySubtag(language: string | null): string | null {
  const primary = language?.trim().toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return primary === '' || unknown.has(primary) ? null : primary
}

/** Undetermined, several, none (ISO 639-2), and what people write for them. */
const unknown = new Set(['und', 'mul', 'zxx', 'mis', 'auto'])
