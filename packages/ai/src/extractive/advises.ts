import { primarySubtag } from '@async-events/core'

/** Forms that tell several listeners to do something, at the beginning or behind a condition or a colon. */
const imperatives: Readonly<Record<string, string>> = {
  en: "(?:please |always |never |just )?(?:don't|do not|start|stop|ask|test|use|build|send|measure|count|write|read|check|keep|find|make|take|give|put|try|begin|choose|plan|budget|run|publish|delete|remove|leave|buy|pay|add|change|listen|share|save|assume|set|spend|treat|design|learn|avoid|replace)",
  de: '(?:bitte )?(?:\\p{L}{3,}t(?= (?:euch|bei|an|auf|den|die|das|ein|eine|einen|mit|nicht|immer|vor|nach|erst|zuerst|lieber|also|doch|es|alle|eure|euren|zu|auch|sie|ihn|\\p{Lu}))|\\p{L}{3,}en Sie)',
  fr: "(?:ne |n')?\\p{L}{2,}ez(?:-\\p{L}+)?",
  es: '(?:no \\p{L}{2,}(?:éis|áis|en|an)|\\p{L}{2,}(?:ad|ed|id)(?:lo|la|los|las|os)?)',
  it: '(?:non )?\\p{L}{2,}(?:ate|ete|ite)(?:lo|la|li|le|vi)?',
}
const before: Readonly<Record<string, string>> = {
  en: '(?:if|when|before|whenever) [^,.]{3,90}, ',
  de: '(?:wenn|bevor|falls) [^,.]{3,90}, (?:dann )?',
  fr: '(?:si|quand|avant de|lorsque) [^,.]{3,90}, ',
  es: '(?:si|cuando|antes de) [^,.]{3,90}, ',
  it: '(?:se|quando|prima di) [^,.]{3,90}, ',
}

const forms = new Map(
  Object.entries(imperatives).map(([language, form]) => [
    language,
    new RegExp(`^(?:[^:.,]{3,60}: |${before[language] ?? ''})?(?:${form})(?![\\p{L}'])`, 'iu'),
  ]),
)
/** German nouns and verbs of the third person end alike: the subject stands behind the verb of a question only. */
const subject = /^\p{L}+ (?:ich|er|wir|man|ihr|es)(?!\p{L})/iu

/** Whether a sentence tells its listeners to do something, or not to. */
export function advises(text: string, language: string): boolean {
  const code = primarySubtag(language) ?? ''
  return (
    (forms.get(code)?.test(text.replace(/[’ʼ]/g, "'")) ?? false) && !(code === 'de' && subject.test(text))
  )
}
