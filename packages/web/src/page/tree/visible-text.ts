/**
 * Characters that say where a word may be divided, or nothing at all: the soft hyphen, the zero-width space, the word
 * joiner, the byte order mark. A search does not find a word that has them. The zero-width joiner and non-joiner
 * stay: they change how Persian, Hindi and emoji are written.
 */
const unseen = /[\u00ad\u200b\u2060\ufeff]/g

export const visibleText = (text: string): string => text.replace(unseen, '')
