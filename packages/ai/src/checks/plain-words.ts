/** Prose of a Markdown text for detecting its language: without code, addresses, and quotations in other languages. */
export const proseOf = (markdown: string): string =>
  markdown
    .replace(/```[\s\S]*?```|`[^`\n]*`/g, ' ')
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/\bhttps?:\/\/\S+|\bwww\.\S+/gi, ' ')
    .replace(/„[^“”"]{1,400}[“”"]|“[^”]{1,400}”|»[^«]{1,400}«|«[^»]{1,400}»|"[^"\n]{1,400}"/g, ' ')
    .replace(/[*#>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
