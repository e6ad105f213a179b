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

export const es: SpeechRules = {
  markers: markersOf(
    'entonces|y|pero|bueno|bien|pues|vale|ok|sí|no|eh+|em+|este|mira|mirad|miren|además|también|así que|luego|después|primero|segundo|claro|por supuesto|la verdad|sinceramente|en realidad|de hecho|o sea|es decir|por cierto|en resumen|por último',
    'eh|el|la|los|las|un|una|nosotros|yo|si|cuando|en|cada|todos|todas|nadie|hay',
  ),
  leansAtStart: startsWith(
    // Set against what was said before, or following from it
    '(?:a partir de|desde) (?:ahí|entonces|allí|aquí|ese momento)|[^,;:.]{3,60},? (?:sin embargo|en cambio)',
    // Which number, whose answer
    '(?:el (?:número|resultado)|la (?:cifra|respuesta))(?= \\p{L})(?! (?:del?|que|en|para|con|a|al|medi[oa]|total)(?!\\p{L}))',
    '(?:de|entre|para|con|por|en|a|sin|sobre) (?:es[aeo]s?|est[aeo]s?|ell[ao]s?|él|ello|aquell[ao]s?)',
    '(?:te|os|nos|les?) \\p{L}+',

    '(?:a |en )?la (?:primera|segunda|tercera|próxima) (?:vez|ocasión)|(?!había|habían|hubo|hay)\\p{L}{2,}(?:ía|ían|aba|aban|aron|ieron|ó)|cuesta|vale|sirve|funciona|dura|pesa|tiene|tienen',

    'hay (?:dos|tres|cuatro|cinco|varias|varios|algunas|algunos|muchas) (?:cosas|razones|formas|maneras|problemas|tipos|preguntas|puntos|pasos|reglas|ideas|partes)',
    '(?:la|lo|las|los)(?= \\p{L}+(?:mos|aron|ieron|aban|ían|ó|amos)(?!\\p{L}))|cuando se \\p{L}+(?=,)|oficialmente(?!.*pero)|lo peor|en total|se (?:lo|la|los|las|le|les)',

    '(?:uno|una) (?:es|era|de ell[oa]s|fue)|(?:un|una) (?:segund[oa]|tercer[oa]?|otr[oa]|últim[oa])|no (?:de|mucho|muchos|por|porque|para|está mal)(?!\\p{L})|(?:la idea|el truco|el plan|la ventaja|el inconveniente|la esperanza) (?:es|era|fue)|(?:dos|tres|cuatro|cinco|varios|varias|algunos|algunas|muchos|muchas|ninguno) de ell[oa]s|en ese momento|en aquel|por entonces|desde entonces|quizás?|tal vez|el resto|lo contrario',

    '(?:un (?:tercio|cuarto)|la mitad|dos tercios|la mayoría)(?! del?(?!\\p{L}))',
    'todo(?! (?:el|lo))|él|ella|ellos|ellas|lo(?! (?:que|más|importante|peor|mejor))|le|les|su|sus|esto|eso|aquello|este|esta|estos|estas|ese|esa|esos|esas|aquel|aquella|aquellos|aquellas|tal|tales|el mismo|la misma|los mismos|el otro|la otra|los otros|otros?|otras?|ambos|ambas|el primero|la primera|el segundo|la segunda|el tercero|la tercera|el último|la última|el siguiente|la siguiente',
    'es(?! (?:importante|posible|difícil|fácil|necesario|mejor))|son|era|fue|está|porque|que|quien|cuyo|cual|donde|pues|entonces|luego|después|así|sin embargo|no obstante|además|también|tampoco|por ejemplo|por eso|por ello|por tanto|por lo tanto|en cambio|si no|de lo contrario|aquí|ahí|allí|ahora|hoy|ayer|mañana|o|ni|pero|y|e|como (?:he|ya|dije|decía|ven|veis)|por qué|cómo|imagina|imaginad|imaginen|mirad|miren|recuerden|pensad|digamos|número|punto',
  ),
  leans: anyOf(
    'por qué(?=\\s?[:,.])',
    '(?:he|ha|hemos|han|había|habían) (?:\\p{L}+(?:do|to|cho) todo(?! (?:el|lo|la|un|ese|este)(?!\\p{L}))|todo)(?=[ ,.!]|$)|todo lo (?:he|hemos|ha|han)|al respecto|(?:días|semanas|meses|años) antes(?=[,.])|en cambio|por su parte|(?:encima|dentro|debajo|alrededor)(?=[,.!]|$)',
    'no porque(?![^.]*(?:sino|pero))',

    '(?:por ciento|%|mitad|parte|ninguno|uno|dos|tres) de (?:ello|ellos|ellas|estos|estas|esos|esas)|(?<!\\p{L})una?(?=[,.])',

    '(?:los|las) (?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) (?!(?:horas?|días?|semanas?|mes(?:es)?|años?|minutos?)(?!\\p{L}))\\p{L}+(?! (?:\\p{L}+ )?(?:del?|que|en|para|con|entre|donde)(?!\\p{L}))|desde entonces|hasta entonces|(?:similar|parecid[oa])(?! a)|la otra|el otro',

    'esto|eso|aquello|este|esta|estos|estas|ese|esa|esos|esas|aquel|aquella|aquellos|aquellas|dicho|dicha',
    '(?:el|la|los|las) (?:mismo|misma|mismos|mismas|otro|otra|otros|otras|último|última|siguiente|anterior) \\p{L}+|(?:el|la) (?:primer|primera|segundo|segunda|tercer|tercera|cuarto|cuarta) (?:cosa|punto|razón|paso|pregunta|ejemplo|frase|parte|problema|lección|idea|regla|error|caso)|ambos|ambas',
    '(?:el |la |los |las )(?:número|explicación|motivo|cifra|resultados?|efecto|respuesta|solución|diferencia|consecuencia|causa|razón|regla|conclusión)(?= (?:es|era|fue|son|eran)(?!\\p{L}))',
    'como (?:he|hemos|ya|dije|decía|vimos|ven|veis)|antes dicho|hasta ahora|anteriormente|ya (?:dicho|visto|he)|volver a|volviendo|recuerden|recordad|etcétera|etc|también(?=[.!]|$)|tampoco(?=[.!]|$)|así(?=[.!]|$)|ahí|allí',
  ),
  imagines: anyOf('imagin\\p{L}+|pens(?:ad|en) en|como una?|supong\\p{L}+'),
  openers: openersOf(
    '(?:para (?:terminar|acabar|concluir|resumir|cerrar)|en (?:conclusión|resumen|una frase)), ',
    // "The main thing we learned is that"
    '(?:y |pero )?(?:la (?:primera|segunda|tercera|última) cosa)(?: que [^.,:]{2,30}?)? (?:es|fue|era) que ',
    'si (?:queréis|quieren|pensáis|piensan) (?:hacerlo|hacer (?:esto|lo mismo))(?: también)?, ',
    'si (?:puedo|tuviera que|tengo que) (?:dar|daros|darles) [^:.]{3,40}: ',

    '(?:y )?(?:la|el|lo) (?:primer[oa]?|segund[oa]|tercer[oa]?|últim[oa])(?: (?:cosa|lección|idea|regla|conclusión|mensaje))?(?:,? (?:es )?que |(?:,| es)?: |, )',
    '(?:primero|segundo|tercero|primera|segunda|tercera)[:,] ',
    'lo que (?:hemos|encontramos|aprendimos|vimos|hicimos)[^.,:]{0,30} (?:es|fue) que ',
    '(?:pues )?(?:yo )?(?:vengo a|voy a|quiero|quería|quisiera) (?:contar|mostrar|decir|explicar|defender)(?:os|les|te|le)?(?: aquí| hoy)? que ',
    '(?:la|el) (?:lección|conclusión|mensaje|resultado|moraleja)(?: \\p{L}+){0,2} es que |resulta que |lo (?:importante|más importante|curioso|bueno) es que |en resumen: ',
  ),
  concludes: anyOf(
    'para (?:terminar|acabar|concluir|resumir|cerrar)|en (?:conclusión|resumen)|si (?:os|se) (?:quedáis|quedan|lleváis|llevan)|(?:dos|tres|cuatro) (?:ideas|lecciones|consejos|conclusiones)|llev(?:aros|arse|éis)',
  ),
  follows: startsWith(
    'por eso|por ello|por (?:lo )?tanto|(?:esto|eso) (?:significa|quiere decir)|en consecuencia|así que (?:el|la|los|las|un|una|no)',
  ),
  pronouns: allOf(
    'l[oa]s?(?= (?:he |hemos |han |ha )?\\p{L}+(?:amos|emos|imos|aron|ieron|ó|é|ado|ido)(?!\\p{L}))|él|ella|ellos|ellas|su|sus|lo(?= (?:hizo|hace|hemos|han|ha|vi|vimos|medimos|usa|usan))|los(?= (?:hizo|hemos|han|ha|medimos))|le|les',
  ),
  beforeNouns: setOf(
    'el la los las un una unos unas del al de mi mis nuestro nuestra nuestros nuestras su sus tu tus cada todo toda todos todas muchos muchas pocos varias varios dos tres cuatro cinco seis siete ocho nueve diez cien mil en con sin para por sobre entre',
  ),
  beforeVerbs: setOf('yo tú él ella nosotros ellos ellas que no se me te nos quien'),
  room: anyOf(
    'puedes (?:ver|leer)|pod[eé]is (?:ver|leer)',

    'de pie|sitio (?:delante|libre)|asientos? libres?|al fondo(?! de)|acercaos|acérquense|sentaos|siéntense',

    'aquí|diapositivas?|slides?|(?:a la|en la|en el) (?:izquierda|derecha|pantalla|foto|imagen|gráfico|gráfica)|(?:pueden|podéis|podemos|se puede) ver|(?:ven|veis) (?:aquí|en)|miren|mirad|(?:muestro|mostrar|enseñar|enseño)|micrófono|micro|proyector|sala|levanten|levantad|manos|público|el chat|descanso|café|comida|minutos (?:más|quedan)|(?:alguna|sus|vuestras|hay|buena) preguntas?|mañana|ayer|hoy|esta (?:mañana|tarde|noche|charla|sesión)|organizadores|(?:la|mi) (?:charla|presentación|ponencia)|demo|enlace',
  ),
  social: anyOf(
    'por cierto|dicho sea de paso|gracias|agradezco|hola|buenos días|buenas tardes|buenas noches|bienvenid[oa]s?|aplausos|risas|ríe|chiste|broma|gracioso|divertido|perdón|perdonen|disculpen|lo siento|encantad[oa]|un placer|me llamo|mi nombre|soy|trabajo (?:en|como)|vivo en|estudié|me gusta|me encanta|odio|(?:mi|mis) (?:madre|padre|mujer|marido|hija|hijo|hijos|perro|gato|vecin[oa]|jefe|jefa|compañer[oa]s?|amig[oa]s?|abuel[oa]|herman[oa]|tren|vuelo|coche)|me|mí|créanme|tranquilos|señoras|señores',
  ),
  scenes: anyOf(
    'el código está|github|gitlab|codeberg',
    'todos (?:tan )?(?:contentos|felices)|yo (?:estaba|lloré|pensé|creía)|(?<=, )yo \\p{L}+(?:é|í|aba)(?!\\p{L})|que nos dio',

    '(?:un|el|este|aquel) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?! y)|(?:al día|a la mañana|a la semana) siguiente|(?:días|semanas|meses|años|horas|minutos) (?:después|más tarde)|aquella noche|aquel día|nos llamó|me llamó|(?<=, )y (?:no )?(?:se|le|les|me|nos) (?:l[oa]s? )?\\p{L}+',

    '(?:en el|en la|el|la|durante la|durante el) (?:primer|primera|segundo|segunda|tercer|tercera|cuarto|cuarta|último|última) (?:día|noche|semana|mes|año|invierno|verano)(?! del?)',
    '(?<=^)(?:intentamos|hemos intentado)|(?<=^)hace \\p{L}+ (?:años?|meses|semanas?|días?)(?! que(?!\\p{L}))|hace (?:dos|tres|cuatro|cinco|diez|unos|\\d+) (?:años|meses|semanas|días)(?=,)|(?:señora?|don|doña) \\p{Lu}\\p{L}+',
    'de repente|de pronto|un (?:buen )?día(?=,)|una (?:noche|mañana|tarde)(?=,)|toda la (?:noche|mañana|tarde|semana)',
    'nos (?:dijo|dijeron|preguntó|preguntaron|contó|contaron|avisó|avisaron)|(?<=,\\s)(?:y|pero) yo',
    'compramos|hemos (?:comprado|alquilado)|alquilamos|hay que (?:decir|reconocer|admitir)|(?:debo|tengo que) (?:decir|admitir|reconocer)',
  ),
  announces: anyOf(
    'voy a|vamos a|quiero|quisiera|quería|me gustaría|empecemos|empezamos|hablaré|hablaremos|veremos|agenda|índice|para (?:empezar|terminar|acabar|concluir)|en un (?:momento|minuto)|hablar de|hablaros|contarles|contaros',
  ),
  fillers:
    /(?<!\p{L})(?:eh+|em+|mmm+|o sea|sabes|saben|digamos|bueno|pues nada|no sé|o algo|y tal|vale|ok|okay|¿no\?|¿verdad\?|tipo(?=,))(?!\p{L})|\[[^\]]*\]|♪/iu,
  halfEnds: endsIn(
    'el|la|los|las|un|una|de|del|a|al|y|o|pero|que|quien|para|por|con|sin|en|sobre|es|son|muy|más|si|no|se|lo|su|como',
  ),
  closes:
    /(?:muchas gracias|gracias (?:por|a todos)|¿(?:alguna|hay|tienen) (?:alguna )?preguntas?|eso es todo)/iu,
  claims: [
    quantity,
    anyOf(
      '(?:el|la) (?:principal|verdader[oa]|mejor|peor|mayor|más \\p{L}+) \\p{L}+|lo (?:más )?importante|(?:el punto|la razón|la lección|el problema|la idea|el objetivo|el resultado|la conclusión|la diferencia)(?: \\p{L}+){0,4} (?:es|era)',
      'hemos (?:encontrado|aprendido|medido|descubierto|visto|construido|comparado|sustituido|contado|decidido)|(?:encontramos|aprendimos|medimos|descubrimos|decidimos|construimos|comparamos|contamos)',
      'muestra|significa|quiere decir|depende|causa|provoca|permite|consiste|hay que|basta',
    ),
    anyOf(
      'porque|para que|en vez de|en lugar de|más de|menos de|más \\p{L}+ que|menos \\p{L}+ que|el doble|la mitad|sin|nunca|siempre|debe|deben|debería|hay que|no|nadie|cada|la mayoría|mejor|peor',
      '(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|ciento|mil|millones|millón) \\p{L}+|por ciento|un tercio|un cuarto|dos tercios',
    ),
  ],
  matters: anyOf(
    'importante\\p{L}*|importa|problema|razón|riesgo|peligro\\p{L}*|cuesta|coste|costo|fall[aoó]\\p{L}*|fracas\\p{L}*|muere\\p{L}*|perd\\p{L}*|pierde\\p{L}*|demasiado|crisis|necesita\\p{L}*|depende|millones|porque|objetivo|desperdici\\p{L}*|falta|nadie',
  ),
  told: anyOf(
    'era|eran|fue|fueron|había|habían|estaba|estaban|\\p{L}{3,}(?:ó|aron|ieron|aba|aban|amos)|dijo|hizo|hicieron',
  ),
  holds: anyOf('es|son|hay|tiene|tienen|puede|pueden|debe|deben|cuesta|cuestan|está|están|hace|hacen|da|dan'),
  verbs:
    /(?<!\p{L})(?:es|son|era|eran|fue|está|están|hay|ha|han|había|tiene|tienen|puede|pueden|debe|deben|va|van|hace|hacen|\p{L}{2,}(?:a|e|an|en|ó|aron|ieron|aba|aban|ía|ían|amos|emos|imos|ará|erá|irá))(?!\p{L})/iu,
  empty: setOf(
    'cosa cosas vez veces gente persona personas mundo año años día días hora horas minuto minutos semana mes pregunta preguntas respuesta ejemplo parte punto caso forma manera momento fin final principio lado diapositiva imagen sala gracias hola charla presentación problema idea palabra nombre mano cabeza bueno buena pequeño pequeña grande nuevo nueva ver dicho decir hacer hecho ir venir realmente simplemente quizás exactamente siempre nunca mucho mucha primer primera segundo tercero',
  ),
}
