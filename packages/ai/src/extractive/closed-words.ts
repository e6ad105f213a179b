import { primarySubtag } from '@async-events/core'

/**
 * Pronouns, forms of auxiliaries, and adverbs and particles of speech: closed classes, which the lists of stop words of text search
 * hold in part only. And nouns for somebody or something, which stand for every subject.
 */
const words: Record<string, string> = {
  en: `oneself thou ye whoever whomever whichever whatsoever anywhere everywhere nowhere somewhere ain aint dont wont cant
    isnt wasnt arent werent didnt doesnt hasnt havent hadnt couldnt wouldnt shouldnt gonna wanna gotta im youre theyre weve ive
    thats theres whats lets hes shes person persons folks guy woman women man men stuff okay ok yeah yep hey
    hi please sorry basically maybe rather somehow anyway anyways though whereas nor plus minus per cannot percent dear`,
  de: `meiner deiner seiner ihrer unserer eurer meins deins seins ihrs unseres eures euren eurem euers jemand jemanden jemandem
    niemanden niemandem irgendwer irgendwas irgendwie irgendwo irgendjemand man einander dessen derer denen welch wessen wem wen
    womit wodurch worin worauf woran worum wozu wovon hierfür hierbei hiermit daneben davor dahinter daher hinein heraus hinaus
    herein rein raus runter rauf drauf drin dran drum dazwischen bist seid wart warst gewesen sei seien wäret habe habt hast
    gehabt hattest hattet wirst werdet würdest würdet geworden kannst könnt konnte konnten gekonnt musst müsst mussten müsste
    müssten sollst sollt sollest willst wollt wollten magst mögt mag mochte mochten möchten darf darfst dürft durfte durften
    dürfte dürften lasse lässt ließ ließen tun tut tat taten getan bisschen halt eben mal doch ja nee nein okay ok äh ähm hm naja
    gell ne person personen mensch menschen leute mann männer frau frauen kollege kollegin kollegen typ herr herrn damen`,
  fr: `ça cela ceci celui-ci celui-là celle-ci celle-là ceux-ci ceux-là lequel laquelle lesquels lesquelles auquel auxquels
    duquel desquels dont moi toi lui soi eux nous-mêmes vous-mêmes eux-mêmes lui-même elle-même soi-même mien mienne miens tien
    tienne sien sienne nôtre vôtre leur quelqu quelqu'un quelques-uns chacun chacune certains certaines nul nulle autrui rien tout
    je-ne-sais ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais aurait aurions
    auriez auraient aie ait ayons ayez aient eu eus eut eurent eût ayant suis es est sommes êtes sont étais était étions étiez
    étaient serai seras sera serons serez seront serais serait serions seriez seraient sois soit soyons soyez soient fus fut fûmes
    furent fût étant été vais vas va allons allez vont allait allaient ira iront irait aller allé fais fait faisons faites font
    faisait faisaient fera feront ferait faire peux peut pouvons pouvez peuvent pouvait pouvaient pourra pourront pourrait
    pourraient pu veux veut voulons voulez veulent voulait voulaient voudra voudrait voudrais dois doit devons devez doivent
    devait devaient devra devront devrait devraient dû faut fallait faudra faudrait sais sait savons savez savent savait dis dit
    disons dites disent disait disaient dire vois voit voyons voyez voient voir mets met mettre mis prend prendre pris y en oui non
    si euh ben bah bon hein voilà voici donc alors puis ensuite enfin bref quand comment pourquoi combien où parce pourtant
    cependant toutefois vraiment justement simplement seulement évidemment effectivement finalement peut-être c'est-à-dire
    quasiment presque assez plutôt tellement tant autant chez vers hors dès lors tandis afin ainsi aussi autour autrement
    personne personnes gens homme hommes femme femmes monsieur madame messieurs mesdames choses chose trucs truc merci bonjour
    bonsoir`,
  es: `yo tú vos él ella ello ellos ellas nosotras vosotros vosotras usted ustedes mí ti sí conmigo contigo consigo mío mía míos
    mías tuyo tuya suyo suya suyos suyas nuestras vuestra vuestro vuestros vuestras aquello alguien nadie nada cualquiera cuanta
    cuantos cuantas cuyo cuya quienes quiénes dónde adónde cuánto cuántos he has ha hemos habéis han había habías habíamos habíais
    habían habré habrá habremos habrán habría habrían haya hayas hayamos hayan hubo hubiera hubieran hubiese habido habiendo haber
    hay soy eres es somos sois son era eras éramos erais eran fui fuiste fue fuimos fueron seré será seremos serán sería serían
    sea seas seamos sean fuera fueran siendo sido ser estoy estás está estamos estáis están estaba estabas estábamos estaban
    estuve estuvo estuvimos estuvieron estaré estará estarán estaría esté estén estando estado estar tengo tienes tiene tenemos
    tenéis tienen tenía teníamos tenían tuve tuvo tuvimos tuvieron tendrá tendría tenga tengan tener hago haces hace hacemos hacéis
    hacen hacía hacían hice hizo hicimos hicieron hará haría haga hagan hacer hecho voy vas va vamos vais van iba íbamos iban irá
    ir ido puedo puedes puede podemos podéis pueden podía podíamos podían pude pudo pudimos pudieron podrá podría podrían pueda
    puedan poder quiero quieres quiere queremos quieren quería querían quiso quisiera querer debo debe debemos deben debía debería
    deber sé sabe sabemos saben sabía saber digo dice decimos dicen decía dijo dijeron decir doy da damos dan dar dado veo ve vemos
    ven ver visto pongo pone ponemos ponen poner puesto así pues bueno vale entonces luego ahora aquí ahí allí acá allá ya aún
    todavía quizá quizás tal vez solamente realmente simplemente además sino tampoco también nunca jamás siempre apenas casi ojalá
    persona personas gente hombre hombres mujer mujeres señor señora señores cosa cosas gracias hola buenas buenos`,
  it: `io tu egli ella esso essa essi esse noi voi me te sé mio mia miei mie tuo tua tuoi tue suoi sue nostra nostri nostre vostro
    vostra vostri vostre ciò colui colei coloro costui ciascuno ciascuna nessuno nessuna niente nulla qualcuno qualcuna chiunque
    qualsiasi qualunque alcuno parecchi parecchie quanti quante ho hai ha abbiamo avete hanno avevo avevi aveva avevamo avevano avrò
    avrà avremo avranno avrei avrebbe avrebbero abbia abbiano avuto avendo avere sono sei è siamo siete ero eri era eravamo eravate
    erano sarò sarà saremo saranno sarei sarebbe sarebbero sia siano fui fu fummo furono fosse fossero stato stata stati state
    essendo essere sto stai sta stiamo stanno stava stavano stare vado vai va andiamo andate vanno andava andare andato faccio fai
    fa facciamo fate fanno faceva facevano farà farebbe fare fatto posso puoi può possiamo potete possono poteva potevano potrà
    potrebbe potrebbero potere voglio vuoi vuole vogliamo volete vogliono voleva volevano vorrei vorrebbe volere devo deve dobbiamo
    dovete devono doveva dovevano dovrà dovrebbe dovrebbero dovere so sa sappiamo sapete sanno sapere dico dice diciamo dicono
    diceva disse dire detto vedo vede vediamo vedono vedere visto metto mette mettere messo quindi dunque allora poi ecco beh cioè
    infatti anche ancora già mai sempre forse soltanto davvero proprio piuttosto quasi abbastanza oppure ovvero anzi
    persona persone gente uomo uomini donna donne signore signora cosa cose grazie ciao buongiorno buonasera`,
}

const sets = new Map<string, ReadonlySet<string>>(
  Object.entries(words).map(([language, list]) => [language, new Set(list.trim().split(/\s+/))]),
)

/** Words of a language that never name a subject; empty for languages without a list. Lower case. */
export const closedWordsOf = (language: string): ReadonlySet<string> =>
  sets.get(primarySubtag(language) ?? '') ?? new Set()
