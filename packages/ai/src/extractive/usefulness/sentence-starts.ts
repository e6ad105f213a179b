/** Words at the beginning of a sentence, and words in it, that tell how it hangs on others; for all languages with rules of speech. */
const starting = (words: string): RegExp => new RegExp(`^(?:${words})(?!\\p{L})`, 'iu')

export const starts = {
  speaker: starting("we|i|wir|ich|nous|on|je|j'|noi|io|yo|nosotros"),
  definite: starting("the|der|die|das|le|la|les|l'|el|los|las|il|lo|i|gli"),
  indefinite: starting('an?|eine?|une?|una|uno'),
  condition: starting(
    'if|when|who|whoever|before|wenn|wer|bevor|si|quand|avant|quien|antes|se|quando|prima|cuando',
  ),
  preposition: starting(
    'in|for|on|at|with|after|before|during|from|by|im|für|auf|an|mit|nach|vor|bei|dans|pour|sur|avec|après|avant|en|para|con|por|después|per|dopo|nel|nella',
  ),
  opposition: starting('but|aber|mais|pero|ma|however|and yet'),
}
export const negation =
  /(?<!\p{L})(?:not|no|never|nobody|nothing|\p{L}+n't|nicht|kein\p{L}*|nie|niemand|pas|jamais|aucun|personne|nunca|nada|nadie|non|mai|nessun\p{L}*)(?!\p{L})/iu
export const reason = /(?<!\p{L})(?:because|since|weil|denn|parce|car|porque|perché)(?!\p{L})/iu
export const relative =
  /(?<!\p{L})(?:who|which|that|whose|wer|qui|que|dont|che|cui|quien)(?!\p{L})|, (?:der|die|das|den|dem|deren) /iu
