import { type Phrases, phrases, type Words } from './phrases.ts'

const filler = phrases(`
  the, this, of, to, for, a, an, in, on, as, our, my, is, are, full, html, web, online, interactive, download, view, watch, see, open, show, talk, session, lecture,
  here, link, file, pdf, mp4, webm, hd, url, available, get, from, by, with, at, and, click, now, final, version, complete, external, conference, official, version, original, reveal, js, remark, html5, impress, marp, google, drive, browser, mb, kb, size, deck,
  der, die, das, des, zum, zur, zu, als, vortrag, vortrags, vortrages, talks, herunterladen, im, auf, bei, von, und, hier,
  le, la, les, l, du, de, d, à, voir, télécharger, conférence, exposé, sur, en, el, los, las, ver, descargar, charla, ponencia, aquí, il, lo, i, gli, del, della, dell, su, scarica, intervento,
  ao, à la, au, aux, al, alla, una, un, une, uno, een, eine, einen, become, werden, mehr, more, het, van, bekijk, download de, lezing, op, o, os, as, do, da, no, na, baixar, palestra`)

/** Whether a text says these phrases and nothing of its own: `Slides (HTML)`, `Watch the recording`. */
export function saysOnly(named: Phrases, text: Words): boolean {
  if (text.text.length > 80 || text.list.length > 10 || !named.isIn(text)) return false
  const own = filler.without({ list: named.without(text), text: '' })
  return own.every((word) => /^(?:\d+|mb|kb|[a-z])$/.test(word))
}
