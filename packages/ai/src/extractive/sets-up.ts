import { primarySubtag } from '@async-events/core'
import { holdsNumber } from './holds-number.ts'
import { anyOf } from './speech-rules/speech-rules.ts'

interface SetUps {
  /** Somebody asked, measured, tried or sent: what came out is not in it. */
  inquires: RegExp
  /** What came out. */
  yields: RegExp
  /** A story is announced. */
  story: RegExp
}

const setUps: Readonly<Record<string, SetUps>> = {
  en: {
    inquires: anyOf(
      '(?:we|i|they|she|he|and|each|(?:an?|the|one|our) \\p{L}+) (?:then |also |have |had )?(?:asked|measured|tested|tried|sent|visited|surveyed|interviewed|compared|counted|checked|linked|wrote to|telephoned|phoned|called|noted|timed|recorded|photographed|simulated|calculated|computed|classified|put recorders|ran a (?:trial|survey|test))',
    ),
    yields: anyOf('found|showed|turned out|because|so that|instead|so (?:we|they|it)|fell|rose|dropped'),
    story: anyOf(
      "let me tell you (?:about )?(?:a|an|one|what)(?! (?:number|figure|result))|(?:here(?:'s| is)|i have) (?:a|one) (?:quick |short |small )?(?:story|anecdote)|i(?:'ll| will| have to| want to) tell you (?:about )?(?:a|an|one)",
    ),
  },
  de: {
    inquires: anyOf(
      '(?:wir|ich) (?:haben|habe|hatten) [^,.]*(?:gefragt|nachgefragt|angefragt|gemessen|getestet|versucht|ausprobiert|geschickt|besucht|befragt|verglichen|gezählt|geprüft|notiert|gestoppt|aufgezeichnet|mitgeschrieben|ausgerechnet|berechnet|simuliert|ausgewertet|untersucht)',
    ),
    yields: anyOf(
      'ergab|ergeben|herausgekommen|stellte sich heraus|weil|sodass|damit|gefunden|statt|sank|stieg|fiel',
    ),
    story: anyOf(
      '(?:ich )?(?:erzähle?|erzähl) (?:ich )?(?:euch|ihnen|mal)|(?:dazu|hier|noch) eine (?:kleine |kurze )?(?:geschichte|anekdote)',
    ),
  },
  fr: {
    inquires: anyOf(
      "(?:on a|nous avons|j'ai|ils ont) (?:\\p{L}+ )?(?:demandé|mesuré|testé|essayé|envoyé|visité|interrogé|comparé|compté|vérifié|noté|relevé|chronométré|enregistré|équipé|simulé|calculé)",
    ),
    yields: anyOf('trouvé|montré|parce que|au lieu|résultat|baissé|augmenté|passé de'),
    story: anyOf(
      'je vous raconte|je vais vous raconter|(?:voici|encore) une (?:petite )?(?:histoire|anecdote)',
    ),
  },
  es: {
    inquires: anyOf(
      '(?:hemos |he )?(?:preguntamos|preguntado|medimos|medido|probamos|probado|enviamos|enviado|visitamos|visitado|comparamos|comparado|contamos|contado|intentamos|intentado|anotamos|anotado|cronometramos|cronometrado|registramos|registrado|calculamos|calculado|simulamos|simulado|analizamos|analizado)',
    ),
    yields: anyOf('encontr\\p{L}+|resultó|mostr\\p{L}+|porque|en (?:vez|lugar) de|bajó|subió'),
    story: anyOf('(?:os|les) cuento|(?:voy a|quiero) contar(?:os|les)'),
  },
  it: {
    inquires: anyOf(
      '(?:abbiamo|ho|avevamo) (?:\\p{L}+ )?(?:chiesto|misurato|provato|testato|mandato|inviato|visitato|confrontato|contato|verificato|intervistato|pensato a\\p{L}*|annotato|cronometrato|registrato|calcolato|simulato|analizzato|fatto una (?:prova|simulazione))',
    ),
    yields: anyOf('trovato|risulta\\p{L}+|perché|invece di|ridotto|sces[oaie]|salit[oaie]|è emerso'),
    story: anyOf(
      'vi racconto|vi (?:devo|voglio) raccontare|(?:ecco|ancora) (?:una (?:piccola )?(?:storia|storiella)|un aneddoto)',
    ),
  },
}

/**
 * Whether a sentence only says what was asked, measured or tried, and the one behind it what came out: a number, what was found, the answer to
 * a question in it, the questions ("whether every meter has its own key").
 */
export function setsUp(text: string, next: string | undefined, language: string): boolean {
  const own = setUps[primarySubtag(language) ?? '']
  if (own === undefined || next === undefined) return false
  return (
    own.inquires.test(text) &&
    !own.yields.test(text) &&
    (holdsNumber(next) || own.yields.test(next) || next.trimEnd().endsWith('?'))
  )
}

/** Whether one of the two sentences before announces a story, so that this one only begins it. */
export function beginsStory(before: readonly string[], language: string): boolean {
  const own = setUps[primarySubtag(language) ?? '']
  return (
    own !== undefined &&
    before.slice(-2).some((one) => one.length < 90 && own.story.test(one.replace(/[’ʼ]/g, "'")))
  )
}
