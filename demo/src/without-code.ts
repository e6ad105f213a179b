/** Markdown without its code, in which links and pictures are only text. */
export const withoutCode = (markdown: string): string =>
  markdown.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
