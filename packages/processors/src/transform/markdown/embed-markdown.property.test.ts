import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileText } from '../../../test/hostile-text.ts'
import { headingsOf, readMarkdown, targetsOf, textOf } from '../../../test/read-markdown.ts'
import { embedInline, embedMarkdown } from './embed-markdown.ts'

const run = { seed: 20261124, numRuns: 800 }

/** Somebody else's Markdown: hostile text in lines, some of them blocks. */
const page = fc
  .array(
    fc.oneof(
      hostileText,
      hostileText.map((text) => `${text}\n`),
      hostileText.map((text) => `# ${text}`),
      hostileText.map((text) => `- ${text}\n  ${text}`),
      hostileText.map((text) => `> ${text}\n${text}`),
      hostileText.map((text) => `[${text}](${text})`),
      hostileText.map((text) => `| a | b |\n|---|---|\n| ${text} | c |`),
      hostileText.map((text) => `\`\`\`\n${text}\n\`\`\``),
      hostileText.map((text) => `<div title="${text}">\n${text}\n</div>`),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((blocks) => blocks.join('\n'))

const good = /^(https?:\/\/|mailto:)/i

describe('whatever somebody else wrote', () => {
  it('T01: it stays in its section: no HTML, no other link than to the web, no heading above its own', () => {
    fc.assert(
      fc.property(page, (text) => {
        const own = `## Before\n\n${embedMarkdown(text, { below: 2 })}\n\n## After\n\n| a |\n|---|\n| own |\n\n[own](own.md)\n`
        const nodes = readMarkdown(own)
        expect(nodes.filter(({ type }) => type === 'html')).toEqual([])
        const headings = headingsOf(own)
        expect(headings[0]).toEqual({ level: 2, text: 'Before' })
        expect(headings.at(-1)).toEqual({ level: 2, text: 'After' })
        expect(headings.slice(1, -1).filter(({ level }) => level < 3)).toEqual([])
        const targets = targetsOf(nodes)
        expect(targets.at(-1)).toBe('own.md')
        expect(targets.slice(0, -1).filter((url) => !good.test(url))).toEqual([])
        expect(nodes.filter(({ type }) => type === 'definition' || type === 'footnoteDefinition')).toEqual([])
        expect(textOf(nodes.findLast(({ type }) => type === 'tableCell')!)).toBe('own')
      }),
      run,
    )
  })

  it('T01: within a line it brings words, emphasis, code, links and pictures, and no block', () => {
    const allowed = new Set([
      'paragraph',
      'text',
      'emphasis',
      'strong',
      'delete',
      'inlineCode',
      'link',
      'image',
      'break',
    ])
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = readMarkdown(embedInline(text))
        expect(nodes.filter(({ type }) => !allowed.has(type)).map(({ type }) => type)).toEqual([])
        expect(nodes.filter(({ type }) => type === 'paragraph').length).toBeLessThanOrEqual(1)
        const targets = targetsOf(nodes)
        expect(targets.filter((url) => !good.test(url))).toEqual([])
      }),
      run,
    )
  })
})
