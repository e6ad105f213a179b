/** A link to the first page of a site or of a conference's part of it: `/`, `/2026/`, `index.html`, `../..`, `/event/12/`. */
export const isHomePath = (href: string): boolean =>
  /^(?:https?:\/\/[^/]+)?(?:\/|\.\/|(?:\.\.\/?)+)?(?:(?:index|home|default)\.\w{3,5})?$/i.test(href) ||
  /^(?:https?:\/\/[^/]+)?\/?(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:[\w.-]*20\d\d[\w-]*|events?\/[\w-]+|\d{4}|e\/[\w-]+|conferences?\/[\w-]+|c\/[\w-]+)(?:\/(?:[a-z]{2}\/)?)?(?:index\.\w{3,5}|overview)?$/i.test(
    href,
  )
