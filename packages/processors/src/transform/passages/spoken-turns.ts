import { leadingPhrase } from '@async-events/ai'
import { primarySubtag } from '@async-events/core'

/** A sentence by which a speaker goes on to something else. */
export interface Turn {
  kind: 'topic' | 'list' | 'question' | 'conclusion'
  /** A short noun phrase or the question, as said; empty where the sentence names nothing that can stand alone. */
  title: string
}

interface Turns {
  /** At the beginning, and no part of what is said. */
  leadIn: RegExp
  /** Begins the conclusion. */
  concludes: RegExp
  /** What comes behind it is the subject of what follows. */
  introduces: RegExp
  /** An indirect question at the end of a sentence: "tell you what went wrong". */
  indirect: RegExp
  /** A question by its first word, that asks for more than yes or no. */
  asks: RegExp
  /** A question of few words, for speech without full stops. */
  openly: RegExp
  /** Says how many points follow. */
  lists: RegExp
  /** Talks to the room, or points at something that was said. */
  leans: RegExp
  article: RegExp
}

const of = (pattern: string): RegExp => new RegExp(pattern, 'iu')
const end = '(?![\\p{L}\\p{N}])'

const rules: Record<string, Turns> = {
  en: {
    leadIn: of(
      `^(?:(?:okay|ok|so|now|well|and|but|um+|uh+|right|all right|alright|then|yeah|yes|also|next)${end}[,.]?\\s*)+`,
    ),
    concludes: of(
      `^(?:to (?:sum up|summari[sz]e|wrap up|conclude|close|finish)|in (?:conclusion|summary)|(?:let me|i'll|i will|i want to|i'd like to) (?:just )?(?:close|finish|end|conclude|wrap up|sum up)|(?:the|one|if) .{0,40}take (?:anything )?(?:home|away)|what .{0,30}(?:take home|take away|remember)|if you (?:take|remember) )`,
    ),
    introduces: of(
      `^(?:let's (?:talk about|take|look at|turn to|move on to|get to|come to|go to)|let (?:me|us) (?:talk about|turn to|move on to|get to|come to|go on to)|i(?:'d like to| want to|'ll) (?:turn to|move on to)|(?:the|my) (?:first|second|third|fourth|fifth|next|other|last|final) (?:\\p{L}+ )?(?:is|was|are)(?= )|what about|as for|a (?:word|few words) (?:on|about)|there are (?:some |a few |of course |also )*(?=limit|downside|drawback|caveat|trade-?off))\\s*`,
    ),
    indirect: of(
      `${'(?<!\\p{L})'}(?:tell you|show you|talk about|say|part (?:about|on)|come to|get to|here is|here's|think about|ask)(?: is| about)? ((?:what|why|how|where) \\p{L}.*)[.!?]*$`,
    ),
    asks: of(`^(?:what|why|how|where|which|who|when)${end}`),
    openly: of(
      `^(?:(?<direct>(?:what|how much|why|how|where) (?:does|do|did|is|are|was|were) (?:it|we|they) \\p{L}+)|what (?:went wrong|happened|changed))${end}`,
    ),
    lists: of(`^(?:these|there|here) are (?:the |my )?(?:two|three|four|five|six|seven|\\d+)${end}`),
    leans: of(
      `(?<!\\p{L})(?:you|your|that|this|these|those|he|she|they|them|i|me|my|here|there|does it mean|one|other|it(?! (?:all )?(?:costs?|brings?|takes?)))${end}`,
    ),
    article: of(`^(?:the|a|an|our|my)\\s+`),
  },
  de: {
    leadIn: of(
      `^(?:(?:also|so|ja|und|aber|okay|ok|gut|genau|jetzt|nun|äh+m*|dann|na ja|noch|ähm)${end}[,.]?\\s*)+`,
    ),
    concludes: of(
      `^(?:zum (?:schluss|abschluss|ende)|(?:um )?zusammen(?:fassend|gefasst|zufassen)|ich fasse|fazit|(?:was|wenn) .{0,30}mitnehm|ich komme zum (?:schluss|ende)|kommen wir zum (?:schluss|ende)|was heißt das)`,
    ),
    introduces: of(
      `^(?:kommen wir (?:\\p{L}+ )?(?:zum|zur|zu)|kommt|(?:reden|sprechen) wir (?:\\p{L}+ )?über|(?:schauen|sehen) wir uns|zum thema|(?:ein|noch ein|ein paar) worte? (?:zum|zur|zu)|(?:das|der|die) (?:erste|zweite|dritte|vierte|nächste|andere|letzte) (?:\\p{L}+ )?(?:ist|war|sind)|es gibt (?:natürlich |auch |aber )*(?=grenzen|nachteile|einschränkungen))\\s*`,
    ),
    indirect: of(
      `(?:sagen|erzählen|zeigen|reden|frage(?: ist| war)?),? ((?:was|warum|wie|wo|woher|wieso) \\p{L}.*)[.!?]*$`,
    ),
    asks: of(`^(?:was|warum|wie|wo|woher|wieso|weshalb|welche[rsnm]?|wer|wann)${end}`),
    openly: of(
      `^(?:(?<direct>was (?:kostet|bringt|kostete|brachte) (?:das|es)|was haben wir \\p{L}+)|was (?:schief\\p{L}+ ist|nicht \\p{L}+ hat))${end}`,
    ),
    lists: of(
      `^(?:das sind|hier sind|es sind|es gibt|ich habe) (?:die |meine )?(?:zwei|drei|vier|fünf|sechs|sieben|\\d+)${end}`,
    ),
    leans: of(
      `(?<!\\p{L})(?:sie|ihr|du|das|dies(?:e[rsnm]?)?|der|dem|den|ich|mich|mir|hier|da|damit|davon|dafür|darum|daran|darauf|man|ihnen|euch)${end}`,
    ),
    article: of(`^(?:der|die|das|den|dem|ein|eine|einen|einem|unser[en]?)\\s+`),
  },
  fr: {
    leadIn: of(
      `^(?:(?:alors|donc|et|bon|ben|bah|mais|euh|voilà|maintenant|eh bien|bref|puis|ensuite|oui)${end}[,.]?\\s*)+`,
    ),
    concludes: of(
      `^(?:(?:pour|en) (?:conclure|conclusion|terminer|finir|résumé|résumer)|je (?:vais )?(?:conclus|termine|conclure|terminer)|ce qu'il faut retenir)`,
    ),
    introduces: of(
      `^(?:parlons (?:\\p{L}+ )?(?:des|du|de)|passons (?:\\p{L}+ )?(?:aux|au|à)|ven(?:ons-en|ez) (?:aux|au|à)|quant (?:aux|au|à)|côté|concernant|(?:pour ce qui est|en ce qui concerne) (?:des|du|de)?|(?:l'autre|la (?:première|deuxième|seconde|troisième|dernière)) chose(?: (?:qu'on|que nous|que)[^.,]{0,20}?)? c'est|le (?:premier|deuxième|second|troisième|dernier|autre) (?:point|problème|sujet)(?: ,)? c'est|il y a (?:bien sûr |aussi |évidemment |, )*(?=(?:des |quelques )?(?:limit|inconvénient)))\\s*`,
    ),
    indirect: of(
      `(?:vous dire|vous raconter|vous expliquer|question (?:est|c'est)) ((?:ce qui|ce que|pourquoi|comment) \\p{L}.*)[.!?]*$`,
    ),
    asks: of(`^(?:pourquoi|comment|quel(?:le)?s?|combien|où|que|qu'est-ce|à quoi|de quoi)${end}`),
    openly: of(
      `^(?:(?<direct>(?:pourquoi|comment) (?!dire )\\p{L}+(?:er|ir|re) (?:(?:les?|la|des|un|une) |l')?\\p{L}[\\p{L}-]*|combien (?:ça|cela) coûte|qu'est-ce qui (?:a|n'a pas) \\p{L}+))${end}`,
    ),
    lists: of(`^(?:il y a|voici|ce sont|j'ai) (?:les |mes )?(?:deux|trois|quatre|cinq|six|sept|\\d+)${end}`),
    leans: of(
      `(?<!\\p{L})(?:vous|votre|vos|cela|ça|ce|cette|ces|cet|il|elle|ils|elles|je|me|moi|ici|là|y|en|c'est|on)${end}`,
    ),
    article: of(`^(?:(?:le|la|les|un|une|des|du|nos|notre)\\s+|l')`),
  },
  es: {
    leadIn: of(
      `^(?:(?:bueno|pues|entonces|y|pero|vale|ahora|bien|eh|a ver|luego|después|sí)${end}[,.]?\\s*)+`,
    ),
    concludes: of(
      `^(?:para (?:terminar|concluir|acabar|finalizar|cerrar|resumir)|en (?:conclusión|resumen)|(?:voy|vamos) (?:a )?(?:terminando|acabando|terminar|acabar|concluir)|termino|concluyo|si (?:os lleváis|se quedan con|os quedáis con)|qué os lleváis)`,
    ),
    introduces: of(
      `^(?:pas(?:emos|amos) (?:\\p{L}+ )?(?:a|al)|habl(?:emos|amos) (?:\\p{L}+ )?(?:de|del|sobre)|ve(?:amos|nimos)|vamos (?:\\p{L}+ )?(?:a|al)(?: (?:hablar de|ver|pasar a))?|en cuanto (?:a|al)|respecto (?:a|al)|(?:la|el|lo) (?:primer[ao]?|segund[ao]|tercer[ao]?|últim[ao]|siguiente|otr[ao])(?: \\p{L}+)?(?: que [^.,]{0,20})? (?:es|son|fue)|hay (?:también |claro |, )*(?=(?:algunas |algunos )?(?:límite|limitacion|inconveniente)))\\s*`,
    ),
    indirect: of(
      `(?:contar|contaros|explicar|explicaros|decir|deciros|pregunta es) ((?:qué|por qué|cómo|lo que) \\p{L}.*)[.!?]*$`,
    ),
    asks: of(`^¿?(?:qué|por qué|cómo|cuánto|cuál|dónde|quién|cuándo)${end}`),
    openly: of(`^(?<direct>(?:cuánto|qué) (?:cuesta|costó|pasó|salió mal|aprendimos|hicimos))${end}`),
    lists: of(
      `^(?:hay|son|est[ao]s son|tengo) (?:los |las |mis )?(?:dos|tres|cuatro|cinco|seis|siete|\\d+)${end}`,
    ),
    leans: of(
      `(?<!\\p{L})(?:usted(?:es)?|vosotros|os|les|eso|esto|esta|este|ese|esa|él|ella|ellos|yo|me|mi|aquí|ahí|allí)${end}`,
    ),
    article: of(`^(?:el|la|los|las|lo|un|una|unos|unas|nuestr[ao]s?)\\s+`),
  },
  it: {
    leadIn: of(`^(?:(?:allora|quindi|e|ma|bene|ecco|dunque|adesso|ora|ok|beh|poi|sì)${end}[,.]?\\s*)+`),
    concludes: of(
      `^(?:per (?:concludere|finire|chiudere|riassumere)|in (?:conclusione|sintesi)|concludo|chiudo|cosa portar|(?:se|che cosa|cosa) .{0,30}port\\p{L}+ a casa|(?:vorrei|voglio) (?:concludere|chiudere))`,
    ),
    introduces: of(
      `^(?:passiamo (?:\\p{L}+ )?(?:(?:allo|alla|agli|alle|all'|al|ai|a))|parliamo (?:\\p{L}+ )?(?:dello|della|degli|delle|dell'|del|dei|di)|veniamo (?:\\p{L}+ )?(?:(?:allo|alla|agli|alle|all'|al|ai|a))|(?:per )?quanto (?:riguarda|(?:allo|alla|agli|alle|all'|al|ai|a))|(?:la|il|l')\\s?(?:prim[ao]|second[ao]|terz[ao]|ultim[ao]|altr[ao])(?: \\p{L}+)?(?: che [^.,]{0,20})? (?:è|sono)|ci sono (?:anche |ovviamente |, )*(?=(?:dei |delle |alcuni )?(?:limit|svantagg)))\\s*`,
    ),
    indirect: of(
      `(?:dirvi|raccontarvi|spiegarvi|domanda è) ((?:che cosa|cosa|perché|come|dove) \\p{L}.*)[.!?]*$`,
    ),
    asks: of(`^(?:che|cosa|perché|come|quanto|quale|dove|chi|quando)${end}`),
    openly: of(`^(?<direct>quanto (?:costa|è costato)|(?:che )?cosa (?:abbiamo|è|non ha) \\p{L}+)${end}`),
    lists: of(
      `^(?:ci sono|ecco|sono|quest[ei] sono|ho) (?:l[ae] |i |le mie |i miei )?(?:due|tre|quattro|cinque|sei|sette|\\d+)${end}`,
    ),
    leans: of(
      `(?<!\\p{L})(?:voi|vi|vostr[aoei]|questo|questa|questi|queste|quello|quella|ciò|lui|lei|loro|io|mi|qui|lì)${end}`,
    ),
    article: of(`^(?:(?:il|lo|la|i|gli|le|un|uno|una|i nostri|la nostra)\\s+|l'|un')`),
  },
}

/** Words; longer is no heading. */
const longestQuestion = 9

/**
 * What a sentence turns to, where it is one of those by which speakers structure a talk. Without full stops the sentence may end
 * anywhere: then only phrases that `isTerm` knows are taken.
 */
export function findTurn(
  text: string,
  language: string,
  isTerm: (phrase: string, times: number) => boolean,
): Turn | null {
  const rule = rules[primarySubtag(language) ?? '']
  if (rule === undefined) return null
  const plain = text.replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ').trim()
  const said = plain.replace(rule.leadIn, '')
  if (rule.concludes.test(said)) return { kind: 'conclusion', title: '' }
  return (
    questionOf(said, rule) ??
    openQuestionOf(said, rule, language) ??
    (rule.lists.test(said) ? { kind: 'list' as const, title: '' } : null) ??
    topicOf(said, { rule, language, lead: plain.slice(0, plain.length - said.length), isTerm }) ??
    indirectOf(said, rule)
  )
}

const wordsIn = (text: string): number => text.split(' ').length

const asTitle = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function questionOf(said: string, rule: Turns): Turn | null {
  if (!said.endsWith('?') || !rule.asks.test(said) || rule.leans.test(said)) return null
  const words = wordsIn(said.replace(/\s\?$/, '?'))
  if (words < 3 || words > longestQuestion) return null
  return { kind: 'question', title: asTitle(said) }
}

/** "I must also say", before an indirect question. */
const told =
  /^.{0,40}?(?:sagen|erzählen|zeigen|tell you|show you|vous dire|vous raconter|deciros|contaros|dirvi|raccontarvi),? /iu

function openQuestionOf(said: string, rule: Turns, language: string): Turn | null {
  const found = /[.!?:]$/.test(said) ? null : rule.openly.exec(said.replace(told, ''))
  if (found === null) return null
  const mark = found.groups?.direct === undefined ? '' : language.startsWith('fr') ? ' ?' : '?'
  return { kind: 'question', title: asTitle(found[0]) + mark }
}

/** "tell you what went wrong": the question alone; `leans` is for the whole of it. */
function indirectOf(said: string, rule: Turns): Turn | null {
  const clause = rule.indirect
    .exec(said)?.[1]
    ?.replace(/[.!?]+$/, '')
    .trim()
  if (clause === undefined || /[,;:]/.test(clause) || wordsIn(clause) > 5 || wordsIn(clause) < 3) return null
  return rule.leans.test(clause) ? null : { kind: 'topic', title: asTitle(clause) }
}

interface Context {
  rule: Turns
  language: string
  /** Words without meaning that were cut off. */
  lead: string
  isTerm(phrase: string, times: number): boolean
}

/** "Now, the argument for fines has always been". */
const now = /(?<!\p{L})(?:now|next|jetzt|nun|maintenant|ahora|adesso|ora)(?!\p{L})/iu

/** Behind these comes the subject itself. */
const names =
  /(?:côté|quant .*|concernant|zum|zur|about|on|en cuanto .*|respecto .*|riguarda|there are.*|es gibt.*|il y a.*|hay.*|ci sono.*)\s*$/iu

/** A phrase that is whole, or the part of it that the talk has elsewhere: without full stops it can run on into the next clause. */
function knownOf(
  phrase: string,
  {
    isTerm,
    isNamed,
    isSentence,
  }: { isTerm(phrase: string, times: number): boolean; isNamed: boolean; isSentence: boolean },
): string | null {
  const words = phrase.split(' ')
  if (isSentence && (words.length > 1 || isNamed)) return phrase
  const known = words
    .map((_, at) => words.slice(0, words.length - at).join(' '))
    .find((part) => isTerm(part, isSentence ? 2 : 1))
  return known ?? (isNamed ? (words[0] ?? null) : null)
}

/** "Also, retries.", "And then conversation." */
const further =
  /(?<!\p{L})(?:also|then|next|finally|first|second|third|außerdem|dann noch|ensuite|puis|luego|después|también|poi|inoltre)(?!\p{L})/iu

function topicOf(said: string, { rule, language, lead, isTerm }: Context): Turn | null {
  const isSentence = /[.!?:]$/.test(said)
  const named = rule.introduces.exec(said)?.[0]
  const rest = named === undefined ? said : said.slice(named.length)
  const phrase = leadingPhrase(
    rest.replace(/^(?:that|que|dass|che)\s/iu, '').replace(rule.article, ''),
    language,
  )
  if (named !== undefined) {
    const title = phrase === null ? null : knownOf(phrase, { isTerm, isNamed: names.test(named), isSentence })
    return { kind: 'topic', title: asTitle(title ?? '') }
  }
  if (phrase === null || lead === '' || !isSentence) return null
  // "Also, retries."
  const isBare = further.test(lead) && said.replace(rule.article, '').replace(/[.:]$/, '') === phrase
  const isNext = now.test(lead) && rule.article.test(said) && phrase.includes(' ')
  return isBare || isNext ? { kind: 'topic', title: asTitle(phrase) } : null
}
