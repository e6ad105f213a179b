// @ts-check
// Searches the index of the site: a part of it for each word, then the texts of the talks that were found.
import MiniSearch from './minisearch.js'
import { partOf, termOf, wordsIn } from './terms.js'

/** Talks that are shown at once: the texts of each are fetched. */
const perPage = 10
/** Passages of a talk that are shown. */
const perTalk = 3

/**
 * @typedef {{ stems: boolean, firsts: string[] }} Language
 * @typedef {{ title: string, page: string, about: string, language: string | null }} Talk
 * @typedef {{ languages: Record<string, Language>, talks: Talk[] }} Index
 * @typedef {[text: string, anchor: string | null]} Passage
 * @typedef {(word: string) => string} Stem
 * @typedef {{ language: string, stem: Stem, terms: string[] }} Asked
 */

const form = document.querySelector('#search')
const field = document.querySelector('#q')
const choice = document.querySelector('#in')
const hits = document.querySelector('#hits')
const state = document.querySelector('#state')

/** @type {Map<string, Promise<any>>} */
const fetched = new Map()
/** @param {string} path @returns {Promise<any>} */
function read(path) {
  const known = fetched.get(path)
  if (known) return known
  const asked = fetch(path).then((answer) => {
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
    return answer.json()
  })
  fetched.set(path, asked)
  // Asked for again the next time.
  asked.catch(() => fetched.delete(path))
  return asked
}

/** @type {Map<string, Promise<MiniSearch>>} */
const parts = new Map()
/** @param {string} path */
function readPart(path) {
  const known = parts.get(path)
  if (known) return known
  const made = read(path).then((json) =>
    MiniSearch.loadJS(json, {
      fields: ['title', 'names', 'text'],
      tokenize: (text) => [text],
      processTerm: (term) => term,
    }),
  )
  parts.set(path, made)
  made.catch(() => parts.delete(path))
  return made
}

/** @param {string} language @param {Language} index @returns {Promise<Stem>} */
async function stemOf(language, { stems }) {
  if (!stems) return (word) => word
  return (await import(`./stem-${language}.js`)).stemmer
}

/**
 * Talks by how well they fit, best first. Each word counts in each language; a talk that lacks words comes after those with all.
 *
 * @param {readonly Asked[]} asked
 * @param {Index} index
 */
async function rank(asked, index) {
  /** @type {Map<number, number>} */
  const scores = new Map()
  for (const { language, terms } of asked) {
    const { firsts } = index.languages[language] ?? { firsts: [] }
    /** @type {Map<number, { score: number, words: number }>} */
    const found = new Map()
    const searched = terms.map(async (term, at) => {
      const part = await readPart(`search/${language}/${partOf(term, firsts)}.json`)
      const isLast = at === terms.length - 1
      for (const { id, score } of part.search(term, {
        prefix: isLast && term.length > 2,
        fuzzy: term.length > 4 ? 0.2 : false,
        boost: { title: 3, names: 2 },
        maxFuzzy: 2,
      })) {
        const sum = found.get(id) ?? { score: 0, words: 0 }
        found.set(id, { score: sum.score + score, words: sum.words + 1 })
      }
    })
    await Promise.all(searched)
    for (const [id, { score, words }] of found)
      scores.set(id, Math.max(scores.get(id) ?? 0, score * (words / terms.length) ** 2))
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id)
}

/**
 * The passages of a talk that hold most of the words, in their order.
 *
 * @param {Record<string, Passage[]>} texts
 * @param {readonly Asked[]} asked
 */
function passagesOf(texts, asked) {
  const found = asked.flatMap(({ language, stem, terms }) =>
    (texts[language] ?? []).map((passage, at) => {
      const own = new Set(wordsIn(passage[0]).map((word) => termOf(word, stem)))
      const count = terms.filter((term, place) =>
        place === terms.length - 1 ? [...own].some((one) => one.startsWith(term)) : own.has(term),
      ).length
      return { language, stem, terms, at, passage, count }
    }),
  )
  const best = Math.max(0, ...found.map(({ count }) => count))
  return (
    found
      .filter(({ count }) => count > 0 && count >= best / 2)
      // What was said before what is written about it.
      .sort(
        (a, b) =>
          b.count - a.count || Number(a.passage[1] === null) - Number(b.passage[1] === null) || a.at - b.at,
      )
      .slice(0, perTalk)
  )
}

/**
 * A text with the words that were asked for marked.
 *
 * @param {string} text @param {readonly string[]} terms @param {Stem} stem
 */
function marked(text, terms, stem) {
  const place = document.createDocumentFragment()
  let at = 0
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)) {
    const own = wordsIn(word).map((one) => termOf(one, stem))
    if (
      !own.some((one) =>
        terms.some((term, last) => one === term || (last === terms.length - 1 && one.startsWith(term))),
      )
    )
      continue
    const mark = document.createElement('mark')
    mark.textContent = word
    place.append(text.slice(at, index), mark)
    at = index + word.length
  }
  place.append(text.slice(at))
  return place
}

/** `t=3725` as `1:02:05`. @param {string} anchor */
function clock(anchor) {
  const seconds = Math.floor(Number(anchor.slice(2)))
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60]
  const hours = Math.floor(seconds / 3600)
  const two = rest.map((part) => String(part).padStart(2, '0'))
  return hours === 0 ? `${rest[0]}:${two[1]}` : `${hours}:${two.join(':')}`
}

/** @param {Talk} talk @param {Record<string, Passage[]>} texts @param {readonly Asked[]} asked */
function hitOf(talk, texts, asked) {
  const item = document.createElement('li')
  const title = document.createElement('h2')
  const link = document.createElement('a')
  link.href = talk.page
  link.textContent = talk.title
  if (talk.language) link.lang = talk.language
  title.append(link)
  const about = document.createElement('p')
  about.className = 'muted'
  about.textContent = talk.about
  item.append(title, about)
  for (const { passage, terms, stem, language } of passagesOf(texts, asked)) {
    const [text, anchor] = passage
    const line = document.createElement('p')
    if (anchor !== null) {
      const time = document.createElement('a')
      time.className = 'time'
      time.href = `${talk.page}#${anchor}`
      time.textContent = clock(anchor)
      line.append(time, ' ')
    }
    const quote = document.createElement('span')
    if (language !== 'und') quote.lang = language
    quote.append(marked(text, terms, stem))
    line.append(quote)
    item.append(line)
  }
  return item
}

if (
  form instanceof HTMLFormElement &&
  field instanceof HTMLInputElement &&
  choice instanceof HTMLSelectElement &&
  hits instanceof HTMLElement &&
  state instanceof HTMLElement
) {
  const said = form.dataset
  let latest = 0

  const search = async () => {
    latest += 1
    const mine = latest
    const query = field.value
    state.textContent = said.searching ?? ''
    hits.replaceChildren()
    document.querySelector('#more')?.remove()
    /** @type {Index} */
    const index = await read('search/index.json')
    const languages = Object.entries(index.languages).filter(
      ([language]) => choice.value === '' || language === choice.value,
    )
    const asked = await Promise.all(
      languages.map(async ([language, one]) => {
        const stem = await stemOf(language, one)
        const terms = [...new Set(wordsIn(query).map((word) => termOf(word, stem)))]
        return { language, stem, terms }
      }),
    )
    const found = await rank(asked, index)
    if (mine !== latest) return
    const show = async (/** @type {number} */ from) => {
      const shown = await Promise.all(
        found.slice(from, from + perPage).flatMap((id) => {
          const talk = index.talks[id]
          return talk === undefined
            ? []
            : [read(`search/talks/${id}.json`).then((texts) => hitOf(talk, texts, asked))]
        }),
      )
      if (mine !== latest) return
      hits.append(...shown)
      if (found.length <= from + perPage) return
      const more = document.createElement('button')
      more.id = 'more'
      more.type = 'button'
      more.className = 'plain'
      more.textContent = said.more ?? ''
      more.addEventListener('click', () => {
        more.remove()
        show(from + perPage).catch(fail)
      })
      hits.after(more)
    }
    await show(0)
    if (mine !== latest) return
    state.textContent =
      (found.length === 0
        ? said.foundNone
        : found.length === 1
          ? said.foundOne
          : said.found?.replace('{n}', String(found.length))) ?? ''
  }
  const fail = () => {
    state.textContent = said.failed ?? ''
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const query = new URLSearchParams({ q: field.value, ...(choice.value && { in: choice.value }) })
    history.replaceState(null, '', `?${query}`)
    search().catch(fail)
  })
  const asked = new URLSearchParams(location.search)
  field.value = asked.get('q') ?? ''
  const language = asked.get('in') ?? ''
  if ([...choice.options].some(({ value }) => value === language)) choice.value = language
  if (field.value !== '') search().catch(fail)
}
