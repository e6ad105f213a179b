import {
  allOf,
  anyOf,
  endsIn,
  markersOf,
  openersOf,
  quantity,
  type SpeechRules,
  setOf,
  startsWith,
} from './speech-rules.ts'

export const it: SpeechRules = {
  markers: markersOf(
    "allora|quindi|e|ma|però|bene|beh|be'|ecco|insomma|ok|okay|sì|no|ehm+|eh+|mah|cioè|inoltre|anche|poi|prima|infatti|in realtà|ovviamente|certo|naturalmente|sinceramente|a proposito|in breve|infine|dunque|diciamo|vedete|sapete",
    "ehm|il|lo|la|i|gli|le|l'|un|una|noi|io|se|quando|in|ogni|tutti|tutte|nessuno|c'è|ci sono",
  ),
  leansAtStart: startsWith(
    // Set against what was said before, or following from it
    'da (?:lì|allora|quel momento|qui)|[^,;:.]{3,60} (?:invece(?! d[ie])|però)',
    // Which number, whose answer
    '(?:il (?:numero|risultato)|la (?:cifra|risposta))(?= \\p{L})(?! (?:d[ie]\\p{L}*|d|che|in|per|con|a|al|alla|medi[oa]|totale)(?!\\p{L}))',
    '(?:di|tra|fra|per|con|su|in|da|a|senza) (?:quest[aeio]|quell[aeio]|ess[aeio]|lor[o]|lui|lei)',
    '(?:al)?la (?:prima|seconda|terza|prossima) volta|aveva|avevano|veniva|venivano|\\p{L}{3,}(?:avano|evano|ivano|arono|irono)|costa|vale|funziona|serve|dura|pesa',

    'ci sono (?:due|tre|quattro|cinque|varie|vari|alcune|alcuni|molte) (?:cose|ragioni|modi|problemi|tipi|domande|punti|passi|regole|idee|parti)',
    'ufficialmente(?!.*ma)|in totale|(?:lo|la|li|le)(?= (?:abbiamo|hanno|ha|ho)(?!\\p{L}))|non è successo',

    "(?:uno|una) (?:è|era|di loro|di ess[ie])|(?:un|una) (?:second[oa]|terz[oa]|altr[oa]|ultim[oa])|non (?:di|per|in|molto|male|perché)(?!\\p{L})|(?:l'idea|il trucco|il piano|il vantaggio|lo svantaggio|la speranza) (?:è|era)|(?:due|tre|quattro|cinque|alcuni|alcune|molti|molte|nessuno) di (?:loro|ess[ie])|in quel momento|all'epoca|da allora|forse|il resto|il contrario|aveva ragione|così abbiamo",

    '(?:un (?:terzo|quarto)|la metà|due terzi|la maggior parte)(?! d)',
    "tutto(?! (?:il|lo|ciò))|lui|lei|loro|esso|essa|essi|esse|gli(?= (?:ha|ho|abbiamo|hanno))|suo|sua|suoi|sue|questo|questa|questi|queste|quello(?! che)|quella|quelli(?! che)|quelle|ciò(?! che)|tale|tali|lo stesso|la stessa|gli stessi|le stesse|l'altro|l'altra|gli altri|le altre|altri|altre|entrambi|entrambe|il primo|la prima|il secondo|la seconda|il terzo|la terza|l'ultimo|l'ultima|il prossimo|la prossima",
    'è(?! (?:importante|possibile|difficile|facile|necessario|meglio))|sono|era|erano|perché|che|chi(?= (?:di|ha))|cui|quale|dove|dunque|quindi|poi|dopo|così|tuttavia|però|inoltre|anche|neanche|nemmeno|per esempio|ad esempio|per questo|perciò|invece|altrimenti|qui|qua|lì|là|ora|adesso|oggi|ieri|domani|o|né|ma|e|come (?:ho|abbiamo|vedete|dicevo)|perché|come mai|immaginate|guardate|pensate|ricordate|diciamo|prendiamo|numero|punto|ne',
  ),
  leans: anyOf(
    'il perché(?=\\s?[:,.])',
    "(?:ho|ha|abbiamo|hanno|aveva|avevano) (?:\\p{L}+(?:to|so) tutto(?! (?:il|lo|la|l'|quello|ciò))|tutto \\p{L}+(?:to|so))|(?:non |che |chi |noi |ce |se )ne (?:ho|ha|abbiamo|hanno|aveva|avevano|è|sono|era|erano|resta|restano)|(?:giorni|settimane|mesi|anni) prima(?=[,.])|invece(?! d)|(?:sopra|dentro|sotto|intorno)(?=[,.!]|$)",
    'non perché(?![^.]*(?:ma|bensì))',

    '(?:per cento|metà|parte|nessuno|uno|due|tre) di (?:loro|essi|esse|questi|queste)|per quelle|per quelli',

    '(?:i|le|gli) (?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci) (?!(?:ore|giorni|settimane|mesi|anni|minuti)(?!\\p{L}))\\p{L}+(?! (?:\\p{L}+ )?(?:di|del|della|dei|delle|degli|che|in|per|con|tra|dove)(?!\\p{L}))|da allora|fino ad allora|simil[ei](?! a)',

    "questo|questa|questi|queste|quest'\\p{L}+|quello(?! che)|quella|quelli(?! che)|quelle|ciò(?! che)|tale|tali",
    "(?:il|lo|la|i|gli|le) (?:stesso|stessa|stessi|stesse|altro|altra|altri|altre|ultimo|ultima|prossimo|prossima|precedente) \\p{L}+|l'altr[oa]|(?:il|la) (?:primo|prima|secondo|seconda|terzo|terza|quarto|quarta) (?:cosa|punto|ragione|passo|domanda|esempio|frase|parte|problema|lezione|idea|regola|errore|caso)|entrambi|entrambe",
    "(?:il |la |i |gli |le |l')(?:numero|spiegazione|motivo|cifra|risultat[oi]|effetto|risposta|soluzione|differenza|conseguenza|causa|ragione|regola|conclusione)(?= (?:è|era|sono|erano)(?!\\p{L}))",
    'come (?:ho|abbiamo|dicevo|vedete|sapete)|detto prima|finora|già (?:detto|visto)|tornare a|tornando|ricordate|eccetera|ecc|e così via|anche(?=[.!]|$)|neanche(?=[.!]|$)|così(?=[.!]|$)|lì|là',
  ),
  imagines: anyOf('immagin\\p{L}+|pensate a|come una?|supponi\\p{L}+'),
  openers: openersOf(
    '(?:per (?:concludere|finire|riassumere|chiudere)|in (?:conclusione|sintesi|una frase)), ',
    // "The main thing we learned is that"
    '(?:e |ma )?(?:la cosa (?:più importante|principale)|la (?:prima|seconda|terza|ultima) cosa)(?: che [^.,:]{2,30}?)? (?:è|era|è stata) che ',
    'se (?:volete|pensate di) (?:farlo|fare (?:questo|lo stesso|la stessa cosa))(?: anche voi)?, ',
    'se (?:posso|dovessi|devo) (?:dare|darvi) [^:.]{3,40}: ',

    '(?:e )?(?:la|il|lo) (?:prim[oa]|second[oa]|terz[oa]|ultim[oa])(?: (?:cosa|lezione|idea|regola|conclusione|messaggio))?(?:,? è che |(?:,| è)?: |, )',
    '(?:primo|secondo|terzo|prima)[:] ',
    'quello che abbiamo (?:trovato|imparato|visto|fatto|scoperto)[^.,:]{0,20} è che ',
    '(?:vi )?(?:voglio|vorrei|volevo) (?:dir|mostrar|raccontar|spiegar)(?:e|vi) che ',
    '(?:la|il) (?:lezione|conclusione|messaggio|risultato|morale)(?: \\p{L}+){0,2} è che |(?:è venuto fuori|si scopre|risulta) che |in sintesi: ',
  ),
  concludes: anyOf(
    'per (?:concludere|finire|riassumere|chiudere)|in (?:conclusione|sintesi)|cosa portar(?:si|e|vi)|portar(?:si|vi) a casa|se (?:dovete )?ricordat?e|(?:due|tre|quattro) (?:cose|lezioni|idee|consigli)',
  ),
  follows: startsWith(
    'per questo|perciò|(?:questo|ciò) (?:significa|vuol dire)|ecco perché|di conseguenza|quindi (?:il|la|i|le|un|una|non|chi)',
  ),
  pronouns: allOf(
    "lui|lei|loro|esso|essa|essi|suo|sua|suoi|sue|gli(?= (?:ha|abbiamo|hanno|ho))|l'(?=(?:ha|ho|abbiamo|hanno)\\b)",
  ),
  beforeNouns: setOf(
    'il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle dal dalla nel nella nei nelle sul sulla mio mia miei mie nostro nostra nostri nostre suo sua ogni tutto tutta tutti tutte molti molte pochi alcune alcuni due tre quattro cinque sei sette otto nove dieci cento mille di in con senza per su tra fra',
  ),
  beforeVerbs: setOf('io tu lui lei noi voi loro che non si mi ti ci chi'),
  room: anyOf(
    'in piedi|posti? (?:davanti|liberi|libero)|in fondo(?=[ ,.!]|$)(?! a)|sedetevi|accomodatevi',

    'qui|qua|diapositiv[ae]|slides?|(?:a|sulla|nella|sullo) (?:sinistra|destra|schermo|foto|immagine)|nel grafico|(?:potete|possiamo|si può) vedere|vedete|guardate|(?:mostro|mostrare|mostrarvi)|microfono|proiettore|sala|alzate|mani|pubblico|la chat|pausa|pranzo|minuti (?:ancora|rimasti)|(?:ci sono|avete|qualche|bella|vostre) domand[ae]|domani|ieri|oggi|stamattina|stasera|organizzatori|(?:la|mia|mio|il) (?:presentazione|intervento|talk)|demo|link',
  ),
  social: anyOf(
    'a proposito|tra parentesi|grazie|ringrazio|ciao|salve|buongiorno|buonasera|buon pomeriggio|benvenut[ie]|applausi|risate|ride|battuta|scherzo|scherzi|divertente|buffo|scusate|scusa|mi dispiace|piacere|felice di|contento di|mi chiamo|il mio nome|io sono|sono (?:un|una|il|la)|lavoro (?:in|per|come)|vivo a|ho studiato|mi piace|adoro|odio|(?:mia|mio|miei|mie) (?:madre|padre|moglie|marito|figlia|figlio|figli|cane|gatto|vicin[oa]|capo|collegh[ie]|collega|amic[oai]|nonn[oa]|sorella|fratello|treno|volo|macchina)|mi|me|credetemi|tranquilli|signore|signori',
  ),
  scenes: anyOf(
    'il codice è (?:libero|online|su|aperto)|github|gitlab|codeberg',
    '(?:tutti|eravamo) (?:contenti|felici)|io (?:ero|avevo|ci avevo|ho pianto|pensavo)',

    '(?:un|il|lo|quel) (?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)(?! e)|il giorno dopo|(?:giorni|settimane|mesi|anni|ore|minuti) dopo|quella notte|quel giorno|(?:ci|mi) (?:ha|hanno) (?:chiamat[oi]|telefonato|scritto|invitato)',

    "(?:il|la|nel|nella|durante la|dopo la) (?:primo|prima|secondo|seconda|terzo|terza|quarto|quarta|ultimo|ultima) (?:giorno|notte|settimana|mese|anno|inverno)(?! d)|nell'ultim[oa] (?:giorno|notte|settimana|mese|anno)",
    '(?<=^)abbiamo (?:provato|tentato)|(?:due|tre|quattro|cinque|dieci|alcuni|\\d+) (?:anni|mesi|settimane|giorni) fa|signora? \\p{Lu}\\p{L}+',
    'improvvisamente|di colpo|un (?:bel )?giorno(?=,)|una (?:notte|mattina|sera)(?=,)|tutta la (?:notte|mattina|settimana)',
    'ci (?:ha|hanno) (?:detto|chiesto|raccontato|avvertito|creduto)|(?<=,\\s)(?:e|ma) io',
    'abbiamo (?:comprato|noleggiato|affittato)|bisogna (?:dire|ammettere|riconoscere)|devo (?:dire|ammettere)',
  ),
  announces: anyOf(
    'voglio|vorrei|volevo|vi (?:parlo|parlerò|racconto|racconterò|mostro)|parleremo|vedremo|cominciamo|iniziamo|passiamo|andiamo|agenda|indice|per (?:cominciare|iniziare|finire|concludere)|tra un (?:attimo|minuto)|parlare di|parlarvi|raccontarvi|sto per',
  ),
  fillers:
    /(?<!\p{L})(?:ehm*|eh+|mah|boh|cioè|diciamo|insomma|tipo(?=,)|sapete|vedete|non so|o qualcosa|e così via|ok|okay|vabbè|giusto\?|no\?)(?!\p{L})|\[[^\]]*\]|♪/iu,
  halfEnds: endsIn(
    'il|lo|la|i|gli|le|un|una|di|del|della|a|al|alla|e|o|ma|che|chi|per|con|senza|in|su|è|sono|molto|più|se|non|si|ci|suo|come|da',
  ),
  closes: /\b(?:grazie (?:mille|a tutti|per|dell|tante)|ci sono domande|domande\?|è tutto|questo è tutto)/iu,
  claims: [
    quantity,
    anyOf(
      "(?:il|la) (?:principale|vero|vera|migliore|peggiore|maggiore|più \\p{L}+) \\p{L}+|la cosa (?:più )?importante|(?:il punto|la ragione|la lezione|il problema|l'idea|l'obiettivo|il risultato|la conclusione|la differenza)(?: \\p{L}+){0,4} (?:è|era)",
      'abbiamo (?:\\p{L}+ )?(?:trovato|imparato|misurato|scoperto|visto|costruito|confrontato|sostituito|contato|deciso|smesso)',
      'mostra|significa|vuol dire|dipende|causa|provoca|permette|consiste|bisogna|basta',
    ),
    anyOf(
      'perché|affinché|invece di|al posto di|più di|meno di|più \\p{L}+ (?:di|che)|meno \\p{L}+ (?:di|che)|il doppio|la metà|senza|mai|sempre|deve|devono|dovrebbe|bisogna|non|nessuno|ogni|la maggior parte|meglio|peggio',
      '(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|quindici|venti|trenta|quaranta|cinquanta|cento|mille|mila|milioni|milione) \\p{L}+|per cento|un terzo|un quarto|due terzi',
    ),
  ],
  matters: anyOf(
    'importante\\p{L}*|problema|ragione|rischio|pericol\\p{L}*|costa|costo|fall\\p{L}*|muore|muoiono|perd\\p{L}*|perso|troppo|crisi|bisogno|serve|dipende|milioni|perché|obiettivo|sprec\\p{L}*|manca\\p{L}*|nessuno',
  ),
  told: anyOf(
    'era|erano|aveva|avevano|stava|(?:ha|hanno|abbiamo|sono) \\p{L}+(?:ato|uto|ito|ati|ate|sto|tto)|è \\p{L}+(?:ato|uto|ito|ata|uta|ita)|\\p{L}{3,}(?:ava|avano)',
  ),
  holds: anyOf('si|può|possono|deve|devono|costa|costano|serve|servono|vale|fa|fanno|bisogna|basta|produce'),
  verbs:
    /(?<!\p{L})(?:è|sono|era|erano|fu|c'è|ha|hanno|aveva|ho|abbiamo|può|possono|deve|devono|va|vanno|fa|fanno|viene|\p{L}{2,}(?:a|e|ano|ono|ò|arono|irono|ava|avano|iva|amo|ato|uto|ito|erà|irà))(?!\p{L})/iu,
  empty: setOf(
    'cosa cose volta volte gente persona persone mondo anno anni giorno giorni ora ore minuto minuti settimana mese domanda domande risposta esempio parte punto caso modo maniera momento fine inizio lato diapositiva immagine sala grazie ciao presentazione problema idea parola nome mano testa buono buona piccolo piccola grande nuovo nuova vedere detto dire fare fatto andare venire davvero semplicemente forse esattamente sempre mai molto molta primo prima secondo terzo',
  ),
}
