import { vimeoPage, youTubePage } from '../media/video-hosts.ts'

/** Hugo's `{{< youtube id >}}`, Jekyll's and Eleventy's `{% youtube id %}`. */
const shortcode =
  /\{\{[<%]\s*(youtube|vimeo)\s+(?:id=)?"?([\w-]{5,20})"?[^{}<>%]{0,200}[>%]\}\}|\{%\s*(youtube|vimeo)\s+"?([\w:/.?=-]{5,100})"?[^{}%]{0,200}%\}/g

/** Kramdown's `{: .class}`, and other shortcodes alone on their line. */
const marks = /^[ \t]*(?:\{:[^{}\n]{0,200}\}|\{%-?[^{}%\n]{0,300}%\}|\{\{[<%][^{}\n]{0,300}[>%]\}\})[ \t]*$/gm

/** A Markdown text without what a site's generator would have replaced, and the videos that it would have shown. */
export function splitShortcodes(markdown: string): { markdown: string; videos: string[] } {
  const videos: string[] = []
  const text = markdown
    .replace(shortcode, (_all, hugo?: string, id?: string, jekyll?: string, place?: string) => {
      const host = hugo ?? jekyll
      const video = id ?? place ?? ''
      videos.push(/^https?:/.test(video) ? video : host === 'vimeo' ? vimeoPage(video) : youTubePage(video))
      return ''
    })
    .replace(marks, '')
  return { markdown: text, videos }
}
