/** Line breaks, terminal control and text direction characters. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text of the database as one line for a terminal: names were given by somebody. */
export const printable = (text: string): string => text.toWellFormed().replace(unprintable, '\ufffd')

/** Text of several lines for a terminal. */
export const printableText = (text: string): string => text.split('\n').map(printableLine).join('\n')

/** Tabs stay, and a carriage return at its end goes. */
const printableLine = (line: string): string => line.replace(/\r$/, '').split('\t').map(printable).join('\t')
