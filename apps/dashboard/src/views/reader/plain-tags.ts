const kept =
  /^<\/?(?:br|hr|p|div|span|sub|sup|kbd|b|i|u|s|em|strong|small|mark|details|summary|blockquote|table|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd)\s*\/?>$/i

/**
 * HTML that stands in Markdown, as far as it is form alone: tags of text without attributes. Other tags are left out and what
 * is between them stays, but for scripts and styles. The result is for a sanitiser, which so never meets a handler or an
 * inline style: browsers report those to the policy of the page when they are parsed, even where they cannot run.
 */
export const plainTags = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1[^>]*>|$)/gi, '')
    .replace(/<[^>]*>?/g, (tag) => (kept.test(tag) ? tag : ''))
