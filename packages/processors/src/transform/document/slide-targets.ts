import GithubSlugger from 'github-slugger'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import type { RenderedSection } from '../template/render-body.ts'
import type { ShownSlide } from './show-slides.ts'
import type { Wording } from './wording/wording.ts'
import { slideName } from './write-slides.ts'

/** Where a link to a slide leads until the headings of the document are known. */
export const slideTarget = (slide: number): string => `#slide:${slide}`

export const isSlideTarget = (target: string): boolean => /^#slide:\d{1,5}$/.test(target)

const link = /\[((?:\\.|[^\]\\])*)\]\(#slide:(\d{1,5})\)/g

/**
 * Sections whose links to slides lead to the headings of the slides, by the anchors that GitHub, GitLab and VS Code make
 * of headings. Where a template shows no slides the link is text.
 */
export function withSlideTargets(
  sections: readonly RenderedSection[],
  slides: readonly ShownSlide[],
  words: Wording,
): RenderedSection[] {
  if (!sections.some(({ body }) => body.includes('](#slide:'))) return [...sections]
  const anchors = anchorsOf(
    sections,
    slides.map((slide) => escapeMarkdown(slideName(slide, words))),
  )
  return sections.map((section) => ({
    ...section,
    body: section.body.replace(link, (_, label: string, slide: string) => {
      const anchor = anchors.get(Number(slide))
      return anchor === undefined ? `(${label})` : `[${label}](#${anchor})`
    }),
  }))
}

function anchorsOf(sections: readonly RenderedSection[], names: readonly string[]): Map<number, string> {
  const slugger = new GithubSlugger()
  const anchors = new Map<number, string>()
  for (const { level, heading, body } of sections) {
    if (level > 0 && heading !== '') slugger.slug(plainHeading(heading))
    for (const own of headingsIn(body)) {
      const anchor = slugger.slug(plainHeading(own))
      const slide = names.findIndex((name, at) => name === own && !anchors.has(at))
      if (slide !== -1) anchors.set(slide, encodeURIComponent(anchor))
    }
  }
  return anchors
}

function headingsIn(body: string): string[] {
  let fence = ''
  return body.split('\n').flatMap((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    const heading = fence === '' ? /^#{1,6} (.*)$/.exec(line)?.[1] : undefined
    return heading === undefined ? [] : [heading]
  })
}

/** As a reader sees it. */
const plainHeading = (heading: string): string =>
  heading
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
