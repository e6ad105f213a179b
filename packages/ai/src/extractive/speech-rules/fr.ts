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

export const fr: SpeechRules = {
  markers: markersOf(
    "donc|alors|et|mais|bon|bien|ben|bah|eh bien|euh+|hum|ok|okay|oui|non|voilà|enfin|bref|en fait|d'ailleurs|aussi|ensuite|puis|d'abord|premièrement|deuxièmement|évidemment|bien sûr|franchement|vous savez|voyez-vous|disons|or|car",
    "euh|le|la|les|l'|un|une|nous|on|je|si|quand|dans|chaque|tous|toutes|personne|il faut|il y a",
  ),
  leansAtStart: startsWith(
    // Set against what was said before, or following from it
    'à partir de (?:là|ce moment)|[^,;:.]{3,60} (?:en revanche|par contre|pourtant|cependant)',
    // Which number, whose answer
    "(?:le (?:chiffre|nombre|résultat)|la réponse)(?= \\p{L})(?! (?:d[eu]s?|d'|qu[ei]|qu'|dans|pour|sur|à|au|aux|où|moyen|total)(?:(?<=')|(?!\\p{L})))",
    "(?:parmi|pour|avec|chez|sans|entre|sur|de|d'|à) ?(?:ceux-(?:ci|là)|celles-(?:ci|là)|celui-(?:ci|là)|celle-(?:ci|là)|eux|elles?|lui|cela|ça)",
    '(?:à )?la (?:première|deuxième|seconde|troisième|prochaine) fois',

    'il y a (?:en fait |donc )?(?:deux|trois|quatre|cinq|plusieurs|quelques) (?:choses|raisons|façons|problèmes|types|sortes|questions|points|étapes|règles|idées|parties)',
    // A cleft sentence names what it speaks of
    "(?:c'est|c'était|ce sont) (?:une?|des|l[ae]s?|à|aux?)(?! [^,.]* (?:qui|que|qu'|où|dont|de \\p{L}+(?:er|ir|re)|d'\\p{L}+(?:er|ir|re))(?:(?<=')|(?!\\p{L})))",
    "officiellement(?!.*(?:mais|en réalité))|en fait|alors que|c'est-à-dire|côté|sauf|au total",

    "l'une?|(?:un|une) (?:deuxième|troisième|autre|dernier|dernière)|pas (?:de|beaucoup|pour|parce|si|mal)|l'(?:idée|astuce|avantage|inconvénient|espoir) (?:est|était|c')|le (?:plan|truc) (?:est|était)|(?:deux|trois|quatre|cinq|plusieurs|certains|certaines|beaucoup|aucun|aucune) d'entre|à ce moment|à l'époque|depuis(?=,)|peut-être|le reste|le contraire",

    "(?:un (?:tiers|quart)|la moitié|les deux tiers|la plupart)(?! d(?:e|es|u|'))",
    'il(?! (?:faut|fallait|y a|y avait|est (?:\\p{L}+ )?(?:important|possible|difficile|facile|nécessaire|clair)|suffit|existe))|tout(?! (?:le|la|les|ce|un))|elle|ils|elles|lui|leur|leurs|son|sa|ses',
    "c(?:'|e(?! (?:qui|que)\\b))|c'|ce (?:n'|sont)|ça|cela|ceci|cet|cette|ces|celui|celle|ceux|celles|tel|telle|le même|la même|les mêmes|l'autre|les autres|d'autres|un autre|une autre|les deux|le premier|la première|le deuxième|la deuxième|le second|la seconde|le troisième|la troisième|le dernier|la dernière|le suivant|la suivante",
    "qui|que|dont|où|lequel|laquelle|parce que|car|puisque|donc|ainsi|alors|ensuite|puis|pourtant|cependant|toutefois|néanmoins|sinon|également|aussi|de plus|en outre|par exemple|par conséquent|du coup|après ça|après cela|avant ça|pour ça|pour cela|là|ici|voici|voilà|maintenant|aujourd'hui|hier|demain|ou|ni|mais|et|or|encore|même|comme (?:je|nous|vous)|est-ce|pourquoi|comment|imaginez|regardez|pensez|souvenez|rappelez|disons|prenons|voyons|numéro|y|en effet",
  ),
  leans: anyOf(
    'pourquoi(?=\\s?[:,.])',
    // Unlike another one
    '(?<=^[^,.]{3,40}, )(?:lui|elle|eux|elles)(?=, )|par contre|en revanche|(?:jours|semaines|mois|ans|années) (?:avant|auparavant)(?=[,.])',
    // Infinitives with an object; few nouns end so
    "l'(?!\\p{L}*ier(?!\\p{L})|hiver|enfer|étranger|usager|imprimer|alter)\\p{L}{3,}er(?= |[,.])(?=[^\\p{L}])|l'\\p{L}*(?:endre|eindre|ettre|crire|dire)",
    "(?:on|nous|vous|ils?|elles?|je|j'|n'|qui|ne|d'|à|pour) y (?!a(?!\\p{L})|avait|aura|ait|eut|compris)\\p{L}+|(?:on|nous|vous|ils?|elles?|je|j'|n'|m'|s'|t'|l'|y) ?en (?:a|ai|as|ont|avait|avaient|avons|avez|est|sont|était|reste|restait|faut|fait|font|parle|parlent|parlait|met|trouve|trouvent|compte|veut|manque|perd)",
    '(?<!(?:au|ci|par|là)[ -])(?:dessus|dessous|dedans)(?=[ ,.!]|$)(?! d(?:e|u|es)(?!\\p{L}))',
    '(?:ai|a|avons|avez|ont|avait|avaient) tout \\p{L}+(?:é|és|u|it|is)(?!\\p{L})',
    "pas parce qu(?:e|')(?![^.]*(?:mais|parce))",

    "(?:on )?n'en (?:sai[st]|savait|a|avait|est|reste)|en (?:sait|savait) rien|on s'est dit|pour cent d'entre|(?:c'était|ce n'était|c'est) (?:\\d|un|deux|trois|quatre|cinq|six|dix|vingt)[\\p{L}\\d]* (?:pour cent|%)",

    "les (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?!(?:heures?|jours?|semaines?|mois|ans|années?|minutes?)(?!\\p{L}))\\p{L}+(?! (?:\\p{L}+ )?(?:de|du|des|qui|que|dont|où|à|en|pour|sur|avec|entre)(?!\\p{L})| d')|(?:un|une) \\p{L}+ (?:similaire|semblable|pareille?)(?! à)|jusque-là|à ce moment|d'entre (?:eux|elles)",

    "(?:m'|t'|s'|j'|l')y(?! (?:a|avait|aura))|n'y(?! (?:a|avait|aura|ait) )",
    "cette|cet|ces|ceci|cela|ça|ce(?! (?:qui|que|qu'))|c'est (?:pour|pourquoi|là|ce|ça|comme)|celui-ci|celle-ci|ceux-ci|celui-là|celle-là|celui|celle|ceux|celles|là-dessus|là-dedans|y compris ça",
    '(?:le|la|les) (?:même|mêmes|autre|autres|dernier|dernière|suivant|suivante|précédent|précédente) \\p{L}+|(?:le|la) (?:premier|première|deuxième|second|seconde|troisième|quatrième) (?:chose|point|raison|étape|question|exemple|phrase|partie|problème|leçon|idée|règle|erreur|cas)|les deux(?=[,.!]|$)',
    "(?:le |la |les |l')(?:nombre|explication|chiffres?|résultats?|effet|réponse|solution|différence|conséquence|cause|raison|règle|conclusion)(?= (?:est|était|sont|étaient)(?!\\p{L}))",
    "comme (?:je|nous|on|vous) l'|comme (?:je|nous|vous|on) (?:ai|avons|avez|a|disais|voyez)|je (?:l'ai|vous ai) (?:dit|montré)|tout à l'heure|précédemment|jusqu'ici|déjà (?:dit|vu)|revenir|revenons|rappelez|et ainsi de suite|etc|aussi(?=[.!]|$)|également(?=[.!]|$)|non plus|sinon|là(?=[ ,.!]|$)",
  ),
  imagines: anyOf('imagine[zr]?|pensez à|comme une?|supposons'),
  openers: openersOf(
    '(?:pour (?:conclure|finir|terminer|résumer)|en (?:conclusion|résumé|bref|un mot)),? (?=\\p{L})',
    // "The main thing we learned is that"
    "(?:et |donc |mais )?(?:le plus (?:important|frappant|surprenant|étonnant)|l'essentiel),? c'est que ",
    'si vous voulez (?:le faire|faire (?:ça|cela|pareil|la même chose))(?: aussi| chez vous)?, ',
    'si je (?:peux|devais|dois) (?:vous )?donner [^:.]{3,40}\\s?: ',

    "(?:la|le) (?:premi(?:er|ère)|deuxième|seconde?|troisième|derni(?:er|ère))(?: (?:chose|leçon|idée|règle|conclusion|résultat|message))?(?:,? (?:c'est |est )?(?:que |qu')|(?: c'est| est)?\\s?: |, )",
    '(?:premièrement|deuxièmement|troisièmement|primo|secundo)[,:]? (?=\\p{L})',
    "(?:et )?ce (?:qu'on a|que nous avons|que l'on a|que j'ai) (?:trouvé|appris|vu|constaté|compris|fait)[^,.:]{0,20},? c'est (?:que |qu')",
    "je (?:vais|veux|voudrais) vous (?:montrer|dire|expliquer|raconter) (?:que |qu')|je (?:suis|viens) (?:là |ici )?(?:pour )?vous (?:dire|montrer|raconter) (?:que |qu')",
    "(?:le|la) (?:leçon|conclusion|message|résultat|morale)(?: \\p{L}+){0,3},? (?:c'est|est) (?:que |qu')|il (?:se trouve|s'avère) (?:que |qu')|en (?:bref|résumé)\\s?: ",
  ),
  concludes: anyOf(
    'pour (?:conclure|finir|terminer|résumer)|en (?:conclusion|résumé)|à retenir|retene[zr]|si vous (?:ne )?(?:devez )?(?:retenir|retenez)|(?:deux|trois|quatre) (?:choses|leçons|idées|conseils)',
  ),
  follows: startsWith(
    "c'est (?:pourquoi|pour (?:ça|cela))|cela (?:signifie|veut dire)|ça veut dire|voilà pourquoi|par conséquent|du coup|c'est la raison|donc (?:le|la|les|un|une|il|on|nous)",
  ),
  pronouns: allOf(
    "il(?! (?:faut|fallait|y a|y avait|est|suffit|existe))|elle|ils|elles|lui|eux|son|sa|ses|leur|leurs|l'(?=(?:a|ai|ont|avons|est|avait)\\b)",
  ),
  beforeNouns: setOf(
    'le la les un une des du de au aux mon ma mes notre nos votre vos son sa ses leur leurs chaque tout toute tous toutes plusieurs quelques deux trois quatre cinq six sept huit neuf dix cent mille en dans sur sous avec sans pour par chez entre',
  ),
  beforeVerbs: setOf('je tu il elle on nous vous ils elles qui ne se me te pas'),
  room: anyOf(
    'je vous (?:la|le|les) (?:fais|montre|passe)|(?:fais|faites|fait) passer',
    "debout|assis|places? (?:devant|libres?|au)|n'hésitez pas|au fond(?=[ ,.!]|$)(?! d)|approchez|je mords",

    "ici|diapo(?:s|sitives?)?|slides?|(?:à|sur) (?:gauche|droite|l'écran|la photo|l'image|le graphique|le schéma)|(?:vous|on) (?:voyez|voit|pouvez voir|peut voir)|regardez|(?:montre|montrer|montré)|micro|projecteur|salle|levez|mains|public|le chat|pause|déjeuner|minutes (?:restantes|encore)|(?:des|vos|une|bonne|avez) questions?|tout à l'heure|demain|hier|aujourd'hui|ce (?:matin|soir)|cet après-midi|organisateurs?|(?:la|ma|cette) (?:présentation|conférence|session)|démo|lien|mon exposé",
  ),
  social: anyOf(
    "d'ailleurs|au passage|à propos|merci|remercie|bonjour|bonsoir|salut|bienvenue|applaudissements|rires?|blague|drôle|rigol\\p{L}*|plaisante|désolée?|pardon|excusez|ravie?|content(?:e)? d|heureu(?:x|se) d|je m'appelle|mon nom|je suis|je travaille|j'habite|j'ai étudié|j'adore|je déteste|j'aime|(?:ma|mon|mes) (?:mère|père|femme|mari|fille|fils|enfants?|chien|chat|voisine?|chef|collègues?|ami|amie|frère|sœur|grand-mère|grand-père|train|vol|voiture)|moi|me|m'a|croyez-moi|rassurez|mesdames|messieurs",
  ),
  scenes: anyOf(
    'le code est (?:sur|en|libre|ouvert)|github|gitlab|codeberg',
    "je (?:me suis|m'étais|suis allée?|suis arrivée?)|j'(?:étais|avais|ai pleuré|ai ri)|tout le monde (?:était|a ri)|(?:étaient|était) (?:tous )?(?:contents?|ravis?|furieux)",

    '(?:un|le|ce) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?! (?:et|ou))|(?:à|vers) (?:midi|minuit|\\p{L}+ heures (?:du|et))|le lendemain|(?:jours|semaines|mois|ans|heures|minutes) (?:plus tard|après(?=,))|cette nuit-là|ce jour-là',

    '(?:le|la|au|au cours de la|dans la|pendant la|après la) (?:premier|première|deuxième|second|seconde|troisième|quatrième|cinquième|sixième|dernier|dernière) (?:jour|nuit|semaine|mois|an|année|hiver|été|saison)(?! d)',
    '(?<=^)nous avons (?:essayé|tenté)|il y a (?:deux|trois|quatre|cinq|dix|quelques|\\d+) (?:ans|mois|semaines|jours)(?=,)|(?:monsieur|madame) \\p{L}+',
    "soudain|tout à coup|tout d'un coup|un (?:beau )?(?:jour|matin|soir)(?=,)|une nuit(?=,)|toute la (?:nuit|journée|matinée|semaine)",
    "nous (?:a|ont|avait|avaient) (?:dit|demandé|raconté|cru|prévenus)|(?<=,\\s)(?:et|mais) (?:je|j'\\p{L}+)",
    'nous avons (?:acheté|loué|emprunté)|il faut (?:bien )?(?:dire|avouer|admettre|reconnaître)|je dois (?:dire|avouer)|avouons',
  ),
  announces: anyOf(
    "je (?:vais|voudrais|veux|voulais|commence|terminerai|finirai|parlerai)|j'aimerais|nous allons|on va|commençons|passons|parlons|plan|sommaire|pour (?:commencer|finir|terminer|conclure)|dans (?:un instant|une minute)|parler de",
  ),
  fillers:
    /(?<!\p{L})(?:euh+|hum+|ben|bah|hein|quoi(?=[,.])|genre|du coup|voilà|tu vois|vous savez|je sais pas|je ne sais pas|ou un truc|un truc comme|machin|bref|okay|ok|en gros)(?!\p{L})|\[[^\]]*\]|♪/iu,
  halfEnds: endsIn(
    'le|la|les|un|une|des|du|de|à|au|aux|et|ou|mais|que|qui|dont|où|pour|par|avec|sans|dans|sur|est|sont|très|plus|si|en|ne|se|on|nous|je|il|elle',
  ),
  closes:
    /\b(?:merci (?:beaucoup|à|de|pour|d')|je vous remercie|avez-vous des questions|des questions \?|voilà, c'est tout|c'est tout)/iu,
  claims: [
    quantity,
    anyOf(
      "(?:le|la) (?:principal|principale|vrai|vraie|meilleur|meilleure|pire|plus \\p{L}+) \\p{L}+|le plus important|(?:le point|la raison|la leçon|le problème|l'idée|le but|le résultat|la conclusion|la différence)(?: \\p{L}+){0,4} (?:est|était)",
      'nous avons (?:\\p{L}+ ){0,2}(?:trouvé|appris|mesuré|découvert|montré|constaté|construit|comparé|remplacé|compté|décidé|arrêté)|on a (?:\\p{L}+ )?(?:trouvé|appris|mesuré|découvert|constaté|décidé|compté)',
      'montre|signifie|veut dire|dépend|cause|provoque|permet|consiste|il faut|il suffit',
    ),
    anyOf(
      "parce que|afin|pour que|au lieu|plutôt que|plus de|moins de|plus \\p{L}+ que|moins \\p{L}+ que|deux fois|moitié|sans|jamais|toujours|doit|doivent|devrait|faut|ne \\p{L}+ pas|n'\\p{L}+ pas|personne|chaque|la plupart|mieux|pire",
      '(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|cent|mille|millions?|milliards?) \\p{L}+|pour cent|un tiers|un quart|deux tiers',
    ),
  ],
  matters: anyOf(
    'important\\p{L}*|problème|raison|risque|danger\\p{L}*|coûte|coût|échou\\p{L}*|échec|meurt|perd\\p{L}*|trop (?:tard|cher|lent)|crise|besoin|dépend|millions?|milliards?|parce|but|gaspill\\p{L}*|manque|personne',
  ),
  told: anyOf(
    'était|étaient|avait|avaient|\\p{L}{3,}(?:ait|aient)|nous avons|(?:a|ont|sont) \\p{L}+(?:é|ée|és|ées|u|us|i|it|is)',
  ),
  holds: anyOf("est|faut|peut|peuvent|doit|doivent|permet|coûte|vaut|n'est|c'est|fait|va|vont"),
  verbs:
    /(?<!\p{L})(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|peut|peuvent|doit|doivent|faut|fait|font|va|vont|vient|prend|met|permet|\p{L}{2,}(?:ent|ait|aient|ons|ez|era|eront|e|é|ée|és|it))(?!\p{L})/iu,
  empty: setOf(
    'chose choses truc fois gens personne monde an ans année années jour jours heure heures minute minutes semaine mois question questions réponse exemple partie point cas façon manière moment fin début côté diapo image salle merci bonjour présentation problème idée mot nom main tête bon bonne petit petite grand grande nouveau nouvelle voir dit dire faire fait aller venir vraiment simplement peut-être exactement évidemment toujours jamais beaucoup premier première deuxième troisième',
  ),
}
