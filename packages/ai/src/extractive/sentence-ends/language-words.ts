const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''))

/** Words of a language that tell where a sentence cannot end. */
export interface LanguageWords {
  /** What a number is said of, without "one", which is an article as well. */
  numbers: ReadonlySet<string>
  /** "One", where it can only be a number: behind the join of two numbers. */
  ones: ReadonlySet<string>
  /** Between two numbers they make one: "and", "point". */
  joinNumbers: ReadonlySet<string>
  /** Belong to the number before them. */
  units: ReadonlySet<string>
  /** "And", "or". */
  joins: ReadonlySet<string>
  /** "But", where a clause before it that denies waits for it. */
  buts: ReadonlySet<string>
  denials: ReadonlySet<string>
  /** Open a pair that "and" closes: "between". */
  pairs: ReadonlySet<string>
  /** No sentence ends in one of these: articles, prepositions, conjunctions, pronouns that stand before their verb. */
  open: ReadonlySet<string>
  /** Of these, what speakers stop in when they do not finish: a piece ends before them. */
  dangling: ReadonlySet<string>
  /** What begins with one of these waits for the main clause. */
  openers: ReadonlySet<string>
  /** No main clause begins with one of these. */
  continues: ReadonlySet<string>
  /** Begin main clauses: subjects and adverbs before a verb. */
  subjects: ReadonlySet<string>
}

const en: LanguageWords = {
  numbers: setOf(
    'zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half',
  ),
  ones: setOf('one'),
  joinNumbers: setOf('and point'),
  units: setOf(
    'percent per hundred thousand million billion dollars euros pounds cents degrees metres meters',
  ),
  joins: setOf('and or'),
  buts: setOf('but'),
  denials: setOf('not'),
  pairs: setOf('between both either neither'),
  open: setOf(
    "the a an my our your his its their every of from with without into onto because if although though unless whether that which who whose whom than and or but nor as i we they he she i'm we're they're you're there's it's that's what's let's is are was were am be been has have had will would could should can might must don't doesn't didn't isn't wasn't won't can't couldn't gonna very really to at for per whereas until since while when where why",
  ),
  dangling: setOf(
    'the a an of and or but because although unless whether which who whose than so if when while where until',
  ),
  openers: setOf(
    'if when while although because since as before after in on at for with from during until once to',
  ),
  continues: setOf(
    'of than whom whose is are was were be been am has had percent per into onto to from by him them us me nor ago away which who would could',
  ),
  subjects: setOf("i we you they he she it it's there's there that's i'm we're they're"),
}

const de: LanguageWords = {
  numbers: setOf(
    'null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden',
  ),
  ones: setOf('ein eins eine'),
  joinNumbers: setOf('und komma'),
  units: setOf('prozent euro cent grad hundert tausend million millionen milliarden'),
  joins: setOf('und oder sowie'),
  buts: setOf('sondern aber'),
  denials: setOf('nicht kein keine keinen nur'),
  pairs: setOf('zwischen sowohl weder entweder'),
  open: setOf(
    'der die das den dem des ein eine einen einem einer eines kein keine keinen unser unsere unseren mein meine sein seine ihr ihre und oder aber denn sondern weil dass wenn ob obwohl nachdem bevor während sobald damit falls als wie wer welche welcher welches in an auf aus bei mit nach von vor zu für ohne über unter um durch gegen zwischen im am zum zur beim vom sehr ganz wir ich man er es heißt wegen trotz per pro jede jeder jedes jeden diese dieser dieses diesen sowie',
  ),
  dangling: setOf(
    'der die das den dem des ein eine einen einem einer und oder aber denn sondern weil dass wenn ob obwohl nachdem bevor damit falls als wie wer welche zum zur im am vom beim',
  ),
  openers: setOf(
    'wenn weil obwohl nachdem bevor während sobald falls da in im an am auf bei beim mit nach seit vor für ohne um zwischen wer was als',
  ),
  continues: setOf('des prozent euro zu worden geworden gewesen als sondern'),
  subjects: setOf('ich wir er sie es man das da dann jetzt'),
}

const fr: LanguageWords = {
  numbers: setOf(
    'zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix septante quatre-vingt quatre-vingts quatre-vingt-dix nonante cent cents mille million millions milliard milliards vingts',
  ),
  ones: setOf('un une'),
  joinNumbers: setOf('et virgule'),
  units: setOf('pour pourcent euros euro degrés cent cents mille millions milliards virgule'),
  joins: setOf('et ou ni'),
  buts: setOf('mais'),
  denials: setOf('pas non plus seulement'),
  pairs: setOf('entre soit comparent compare comparer comparé compara'),
  open: setOf(
    "le la les l' un une des du de d' à au aux mon ma mes notre nos votre vos son sa ses leur leurs ce cet cette ces chaque quelques et ou mais ni car que qu' qui dont où lequel laquelle lesquels parce puisque quand lorsque si comme pour par avec sans dans sur sous chez entre vers dès pendant depuis selon je j' tu il on ils elles nous ne n' se s' me m' te c'est c'était est sont était étaient c'est-à-dire c'est-à très trop plutôt afin lorsqu' jusqu'à jusqu'au jusqu'aux grâce qu'il qu'elle qu'on qu'ils qu'une qu'un d'une d'un il-y contrairement n'est n'a s'est a ont avait avaient première premier deuxième second seconde troisième quatrième",
  ),
  dangling: setOf(
    "le la les un une des du de au aux et ou mais ni car que qui dont où parce puisque quand lorsque si comme pour par avec sans c'est-à-dire afin",
  ),
  openers: setOf(
    'quand si lorsque comme puisque pour dans en depuis après avant à au aux avec sans selon pendant dès par contrairement',
  ),
  continues: setOf(
    "de du d'un d'une d'autres qui que qu'on qu'il qu'elle qu'ils qu'un qu'une dont où pas jamais rien parce est sont était étaient a ont avait avaient",
  ),
  subjects: setOf("je j'ai on il elle ils elles nous vous ça c'est c'était ce"),
}

const es: LanguageWords = {
  numbers: setOf(
    'cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos mil millón millones',
  ),
  ones: setOf('uno un una'),
  joinNumbers: setOf('y coma punto con'),
  units: setOf('por euros euro grados mil millón millones ciento'),
  joins: setOf('y e o u ni'),
  buts: setOf('sino pero'),
  denials: setOf('no solo sólo'),
  pairs: setOf('entre tanto ni'),
  open: setOf(
    'el la los las un una unos unas lo de del a al en con sin por para sobre entre hasta desde hacia según mi tu su sus nuestro nuestra nuestros nuestras este esta estos estas cada y e o u ni pero sino que quien cual cuyo donde porque pues si aunque como cuando mientras es son era eran está están estaba ha han había habían hemos muy se le les me te nos qué cuál más tan',
  ),
  dangling: setOf(
    'el la los las un una de del al y e o u ni pero sino que porque pues si aunque como cuando mientras para por con sin',
  ),
  openers: setOf(
    'cuando si aunque como mientras para en desde después antes a al con sin por según hasta durante',
  ),
  continues: setOf('de del que sino cuyo cuya quien es son era eran'),
  subjects: setOf('yo nosotros ellos ellas él ella esto eso hay'),
}

const it: LanguageWords = {
  numbers: setOf(
    'zero due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque trenta quaranta cinquanta sessanta settanta ottanta novanta cento duecento trecento mille mila duemila tremila milione milioni miliardo miliardi',
  ),
  ones: setOf('uno un una'),
  joinNumbers: setOf('e virgola'),
  units: setOf('per euro gradi mila milioni miliardi cento percento'),
  joins: setOf('e ed o oppure né'),
  buts: setOf('ma bensì'),
  denials: setOf('non solo'),
  pairs: setOf('tra fra sia né'),
  open: setOf(
    "il lo la i gli le un uno una l' un' di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nella nei nelle con su sul sulla sui sulle per tra fra e ed o ma né che cui chi quale perché poiché se quando mentre come dove è sono era erano ha hanno aveva avevano abbiamo ho molto più si ci mi ti vi io mio mia suo sua nostro nostra ogni questo questa questi queste cioè",
  ),
  dangling: setOf(
    'il lo la i gli le un una di del della dei delle al alla e ed o ma né che cui perché poiché se quando mentre come per con cioè',
  ),
  openers: setOf(
    'quando se mentre siccome per in nel nella da dal dopo prima a al alla con senza secondo durante tra fra',
  ),
  continues: setOf('di del della dei degli delle che cui bensì è sono era erano'),
  subjects: setOf("io noi voi loro lui lei questo c'è"),
}

const all: Record<string, LanguageWords> = { en, de, fr, es, it }

/** Null for a language that has none. */
export const languageWordsOf = (language: string): LanguageWords | null =>
  Object.hasOwn(all, language) ? (all[language] ?? null) : null
