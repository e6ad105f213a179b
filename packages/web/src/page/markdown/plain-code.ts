import type { CheerioAPI } from 'cheerio/slim'

/** Highlighters wrap every word in an element and put the language in a class; extractors lose both, so this runs first. */
export function plainCode($: CheerioAPI): void {
  $('pre').each((_index, pre) => {
    $(pre).find('br').replaceWith('\n')
    const around = [pre, ...$(pre).find('code').toArray(), ...$(pre).parent().toArray()]
    const classes = around.map((element) => $(element).attr('class') ?? '').join(' ')
    const stated = around
      .map((element) => $(element).attr('data-lang'))
      .find((language) => /^[a-z0-9+#-]{1,20}$/i.test(language ?? ''))
    const language =
      stated ?? /(?:language-|lang-|highlight-source-|brush:\s*)([a-z0-9+#-]{1,20})/i.exec(classes)?.[1]
    const code = $('<code></code>').text(
      $(pre)
        .text()
        .replace(/^\n+|\s+$/g, ''),
    )
    if (language !== undefined) code.attr('class', `language-${language.toLowerCase()}`)
    $(pre).empty().removeAttr('class').append(code)
  })
}
