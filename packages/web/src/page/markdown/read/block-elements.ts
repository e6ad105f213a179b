/** Elements that browsers show as blocks (https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3). */
export const blockElements: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section summary table
  tbody td tfoot th thead tr ul`.split(/\s+/),
)

/** Elements without text to read: what runs, what is drawn, what is filled in. */
export const silentElements: ReadonlySet<string> = new Set(
  `applet audio base button canvas col colgroup datalist embed frame frameset head iframe link meta noembed noframes noscript
  object option param progress rp script select source style svg template textarea title track video`.split(
    /\s+/,
  ),
)
