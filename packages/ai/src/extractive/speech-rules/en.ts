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

export const en: SpeechRules = {
  markers: markersOf(
    'so|and|but|also|well|okay|ok|right|now|yeah|yes|um+|uh+|er+|oh|anyway|alright|all right|then|look|you see|you know|i mean|basically|actually|of course|in fact|finally|again|obviously|honestly|frankly|to be honest|and so|and then|by the way|in other words|as a result|in short|still|first of all|firstly|first|secondly|second|thirdly|third|lastly|next|to sum up|in summary|to conclude|in conclusion',
    'so|and|but|um|uh|well|the|a|an|i|we|you|our|my|your|in|if|when|most|every|no|nobody|there|what',
  ),
  leansAtStart: startsWith(
    // Set against what was said before, or following from it
    'from (?:there|here|then|that)|[^,;:.]{3,60}, (?:though|however|on the other hand|by contrast)(?=,)',
    // Which number, whose answer
    'the (?:number|figure|result|answer)(?= \\p{L})(?! (?:of|that|which|who|in|on|from|for|with|at|to|between|we|you|i|they|\\p{L}+ed by)(?!\\p{L}))',
    'there (?:is|are|were) (?:actually |really |also |basically |always )?(?:two|three|four|five|six|several|many|a few|a couple of|a number of|lots of|some) (?:\\p{L}+ )?(?:things?|reasons?|ways?|problems?|kinds?|types?|parts?|questions?|points?|steps?|options?|lessons?|rules?|ideas?|clusters?|tricks?|mistakes?|limits?|exceptions?|niceties)',
    "let's call|by (?:the way|accident)|the (?:net|total|rest|remainder)(?= (?:is|was))|with(?:out)? (?:that|this)|officially(?!.*(?:but|in fact|really|actually))",

    'one (?:is|was|of|has|had|says?|did)|(?:at|from) (?:one|some) point|at the (?:time|moment)|in particular|note that|not (?:by|for|in|at|with|because|much|many|bad|even|yet|so)|a (?:second|third|fourth|fifth|further|final|similar|related)|similar|(?:the|our|my) (?:idea|trick|plan|catch|downside|upside|advantage|disadvantage|benefit|drawback|hope|surprise|good news|bad news|bad part|good part|funny part|answer) (?:is|was|here)',
    'given (?:that|this)|with (?:it|them|him|her)|half(?= \\p{L}+ed)|the (?:others|opposite|alternative|remaining|previous|resulting)|to (?:that|this) end|maybe|perhaps|(?:two|three|four|five|six|seven|eight|nine|ten) of|by then|since then|from then|until then|back then|by now|up to now',

    "it(?!(?:'s| is| was) (?:\\p{L}+ )?(?:not )?(?:easy|easier|hard|harder|difficult|important|possible|impossible|cheap|cheaper|better|best|likely|unlikely|safe|safer|useful|worth|enough|time|necessary|good|bad|worse|clear|true|wrong|obvious|surprising|tempting|fair|common|rare|normal|enough|not) (?:to|that|for)\\b| turns out| turned out| takes| took)",
    "it's",
    'everything|all(?= (?:is|was|that|it|we|i)\\b)',
    "they(?:'\\p{L}+)?|he(?:'\\p{L}+)?|she(?:'\\p{L}+)?|him|her|his|hers|its|their|theirs|them",
    "th(?:is|at)(?:'s)?(?! talk\\b)|these(?! days)|those(?! who)|such",
    'or|nor|because|which|who|whose|whom|than|then|thus|hence|therefore|however|instead|otherwise|similarly|likewise|moreover|furthermore|additionally|meanwhile|afterwards|later|again|except|unless|until',
    'for example|for instance|for that|on top of that|on the other hand|in that|in this|at that|at this|after that|before that|with that|with this|like|as (?:i|you|we)|and|but|so|also|same|neither|either|none of|some of|one of|both|all of|another|others?|the (?:other|same|former|latter|rest|reverse|opposite|answer|result was)',
    'the (?:first|second|third|fourth|fifth|next|last|final)(?! (?:year|time|week|month|day|century|computer))',
    '(?:number|point|step|lesson|part|rule|reason) (?:one|two|three|four|five|\\d)',
    '(?:a|one|two|three) (?:thirds?|quarters?|half|fifths?|tenths?)(?! of| \\p{L}+s? of)|half(?= (?:is|are|was|were|came))|most(?= (?:is|are|was|were|came))|(?:the )?\\p{L}+ then(?= \\p{L}+)',
    '(?:within|after) (?:a|an|one) (?:minute|hour|day|week|month|year)(?= \\p{L}+ \\p{L}+ (?:had|was|were|\\p{L}+ed)\\b)',
    "here|there(?! (?:is|are|was|were|'s|will be|has been|have been)\\b)|not (?:really|only that|anymore)|no(?=,)|yes|exactly|sure|true|fair enough|maybe not|of course not|now|next|finally|even (?:better|worse)|more (?:on|about)|yesterday|tonight|tomorrow|last night",
    "do|does|did|is|are|was|were|can|could|would|will|what(?:'s| is| are| was| do| does| did)? (?:that|this|it|the)\\b|why|how come|who|where|guess|imagine|think (?:about|of)|picture|suppose|remember|look|let(?:'s)?|see|say|take",
  ),
  leans: anyOf(
    '(?:mention|have|had|use|used|find|found|see|saw|need|want|get|got|make|made|buy|bought) one(?=[,.])',
    'the \\p{L}+est one|the (?:main|big|real|other|only|good|bad|hard|easy|first|second|third|next|last) one(?! (?:that|who|which|in|of|for|with)(?!\\p{L}))',
    'why(?=\\s?[:,.])',
    '(?:did|put|made|changed|tried|moved|replaced|rewrote|removed|lost|scanned|done|got|fixed|broke|sent|threw|checked|bought|built|measured) everything(?! (?:that|we|you|they|i|else|about|with|from|in|under|above|below|around)(?!\\p{L}))',
    '(?:exactly|just like|like|about|for) that(?= (?:it|we|they|i|he|she|you)\\b)',

    "not because(?![^.]*(?:\\bbut\\b|\\bit(?:'s| is)\\b|rather))",

    '(?:percent|per cent|%|half|most|some|all|much|part|none|one|two|three|four|out) of (?:it|them|the (?:\\p{L}+ )?hundred|the (?:\\p{L}+ )?thousand|(?:these|those))|it (?:was|is) (?:only |about |nearly |almost |just )?(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: |-)?(?:percent|per cent|%|hundred|thousand)?|so do|so did|it (?:was|is) [^,.]{0,20}(?:percent|per cent|%)|\\p{L}+ that (?:on|into|onto|away)',

    'the (?:two|three|four|five|six|seven|eight|nine|ten|dozen) (?!(?:hours?|days?|weeks?|months?|years?|minutes?|seconds?)(?!\\p{L}))\\p{L}+(?! (?:\\p{L}+ )?(?:of|that|which|who|whose|where|in|on|at|for|with|from|to|between)(?!\\p{L}))',
    "a similar|similar \\p{L}+(?=[.,!]|$)|(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would)(?:n't| not)?(?=[.!]*$)|at that|until then|by then|since then|back then|from then",

    '(?:in|on|of|for|with|at|from|to|by|like|about|after|before|behind|than|without|during|through|into|under|around|because of|do|did|does|doing|done|know|find|found|said|say|mean|means|see|use|call|called|made|makes|fix|solve|love|like|hate|all|just|exactly|only) (?:this|these|those|that(?= (?:one|way|point|case|time|moment|day|year|problem|thing|question|reason|number|kind|sort|approach|idea)\\b)|that(?=[,.;!]|$| (?:because|and|but|when|until|before|after|for|with|out|up|down|off|by|on|to|at|before|in)\\b))',
    '(?:some )?other ones?|some other \\p{L}+|any more of|the way \\p{L}+ (?:does|did) it|and that(?:,| is)',
    'the (?:picture|photo) (?:on|in)|(?:in|on|of|for|with|at|from|to|by|about|into|like) that \\p{L}+|this(?! (?:country|planet|world|century|decade|industry|continent)(?!\\p{L}))|these(?! days)|those(?! (?:who|that|of))',
    "that's|that (?:is|was|means|would|will|could|can|makes|made|happens|happened|works|worked) (?:why|what|how|not|the|a|because|exactly|very|just|all|it)",
    '(?:and|but|so|because|if|when|then) that(?= (?:is|was|means|would|will|made|makes|could|works)\\b)',
    '(?<!of )the (?:other|same|former|latter|above|following)(?: \\p{L}+)?|the (?:other|former|latter) \\p{L}+|(?:make|makes|made|making) (?:it|them) \\p{L}+(?:er|se)(?! to\\b| that\\b| for\\b)|that(?= (?:because|and|but)\\b)|another (?:one|two|three|half|third|quarter|fifth|tenth|percent)|the ones?(?! (?:that|who|which|whose|with|in|of|where)\\b)|that one|such an?|(?:either|neither) of|both of (?:them|these|those)|all of (?:them|these|those)',
    'the (?:second|third|fourth|fifth|next|last|final|first) (?:thing|point|reason|step|question|example|sentence|one|part|problem|lesson|idea|way|answer|rule|mistake|option|case|type|kind|item|bullet|topic)',
    'as (?:i|we|you) (?:said|mentioned|saw|heard|know|noticed|remember|might|may|can|see)|like i said|i (?:just )?(?:said|mentioned|told you|showed|talked about)|we (?:just )?(?:saw|talked about|discussed|heard about)|you (?:just )?(?:saw|heard)|remember (?:the|that|when|from)|(?:come|came|go|going|get|getting) back to|mentioned|earlier|so far|already (?:said|seen|told)|(?:before|again|too|as well|either|instead|though|anyway|there|likewise|accordingly|respectively)(?=[.!]|$)',
    'the (?:numbers?|explanations?|figures?|results?|effects?|answers?|solutions?|differences?|consequences?|causes?|rule|outcome|reasons?|conclusion|fix)(?= (?:is|was|are|were)\\b)',
    'both(?=[.,]| (?:away|out|in|at|were|are|had|have|can|need)\\b)',
    'did so|do so|doing so|the way (?:it|they) (?:is|are)|and so on|et cetera|likewise|thereby|therefore|hence',
  ),
  imagines: anyOf('imagine|picture (?:a|an|the)|think of (?:a|an|it as)|suppose|like a|as if|pretend'),
  openers: openersOf(
    // "The main thing we learned is that"
    "(?:and |so |but )?the (?:(?:main|most important|biggest|key|real|crucial|first|second|third|last|one|next) )?(?:thing|lesson|point|finding|insight|message|takeaway)(?:,? (?:that |which )?(?:i|we|you)(?:'d|'ve)? [^.,:]{2,40}?)? (?:is|was) that ",
    "(?:so )?if you(?:'re| are| want| plan)? [^.,:]{0,30}(?:do|doing|try|trying|copy|copying) (?:this|the same|something like this)(?: yourselves?| too| at home)?, ",
    'i (?:always )?say[,:] ',
    "if i (?:may|can|could|had to|have to) (?:give|leave|offer)(?: you)? [^:,.]{3,40}[:,] (?:it(?:'s| is| would be)(?: this)?: )?",

    '(?:and |but |so )?(?:first|second|third|fourth|fifth|finally|lastly|last)(?: of all)?, ',
    '(?:the )?(?:first|second|third|fourth|last|final|next)(?: and (?:last|final))?(?: (?:one|thing|lesson|idea|advice|piece of advice|rule|message|takeaway|recommendation|conclusion|finding|result))?(?:,? (?:is|was))?: ',
    '(?:the )?(?:first|second|third|fourth|last|final)(?: one| (?:thing|lesson|idea|rule|message|takeaway|recommendation|conclusion|finding|result)) (?:is|was) that ',
    '(?:number|lesson|rule|advice|tip) (?:one|two|three|four|five|\\d)[:,] ',
    '(?:what (?:we|i) (?:found|learned|learnt|saw|noticed|did(?: \\p{L}+){0,4})|what (?:came out|happened|surprised us)|(?:the |my |our )(?:main |key |important |one |only |whole |real )?(?:lesson|conclusion|finding|message|takeaway|moral|advice|claim|thesis)(?: (?:that |which )?(?:i|we|you|for|from|to) [^.,:]{3,40})?)(?:,? (?:is|was)(?: simply| just)?)(?: that|:|,) ',
    'it turn(?:s|ed) out that ',
    "(?:today )?(?:i(?:'m| am) (?:here|going) to|i (?:want|would like) to|i'd like to|i(?:'ll| will)|let me) (?:tell|show|argue|convince|explain|claim)(?: to)?(?: you)?(?: today)? that ",
    '(?:remember(?: this)?|in short|(?:to put it )?in one sentence|the short version(?: is)?): ',
  ),
  concludes: anyOf(
    "to wrap up|to sum up|to summari[sz]e|in conclusion|to conclude|if you (?:only )?(?:take|remember)|take(?:away|aways| home| away)|(?:my|the) (?:main |key |three |two |four )?(?:lessons|takeaways?|conclusions?)|(?:things?|thing) (?:that )?i(?:'d| would) like you to|what i(?:'d| would) like you to|to finish|let me (?:close|finish|end|leave)|wrap(?:ping)? (?:this |it )?up|what (?:have|did) we learn|(?:two|three|four|five) (?:lessons|pieces of advice|recommendations|takeaways|things to)",
  ),
  follows: startsWith(
    "that(?:'s| is) (?:why|how)|this is (?:why|how)|(?:this|that|which) means|therefore|because of (?:that|this)|for (?:that|this) reason|as a result|consequently|so (?:the|a|an|it|you|we|they|every|no)",
  ),
  pronouns: allOf('it|its|itself|they|them|their|theirs|themselves|he|him|his|she|her|hers'),
  several: {
    pronouns: /^(?:they|them|their|theirs|themselves)$/i,
    ending: /(?:[^s]s|people|children|women|men|data)$/i,
  },
  beforeNouns: setOf(
    'the a an my our your their his her its this that these those some any every each no all many most few several both much more less of in on at for with from by about into between through over under without per one two three four five six seven eight nine ten hundred thousand million whose another other',
  ),
  beforeVerbs: setOf(
    "to i we you they he she it who can could will would should must may might do does did don't doesn't didn't can't couldn't won't wouldn't not never always just really i'm we're you're they're gonna let's please",
  ),
  room: anyOf(
    '(?:list|link|page|code|slides|details)(?: is| are)? (?:on|at|in) the (?:project|conference|programme|website|repo\\p{L}*)',
    '(?:pass|passing|hand|handing) (?:it|this|one|them) (?:around|round|out)',
    '(?:free|empty) (?:seats?|chairs?)|seats? (?:in|at) the (?:front|back)|standing (?:at|in) the (?:back|door|corner)|(?:come|sit|move) (?:in|down|closer|to the front)|at the back(?=[,.!]|$)',

    "here|slides?(?! (?:down|rules?|guitars?))|(?:in|on) (?:the|my|your) (?:left|right|screen|picture|photo|photograph|screenshot|graph|chart|diagram|plot|figure|board|back row|front row|corner)(?: side| hand)?|(?:you|we) (?:can |could |will |should )?(?:see|look at|read|notice)|can see|look at|looking at|(?:show|showing|showed|shown) (?:you|up)|i(?:'ll| will) (?:show|put|skip|come)|over there|up there|microphone|mic|projector|clicker|(?:this|the|full|front of the|back of the) room|raise your|your hands?|hands up|show of hands|who (?:here|of you|in)|in the audience|on the stream|in the chat|(?:coffee|lunch) break|(?:for|before|after|over|at) (?:lunch|coffee|dinner|beers?)|minutes left|out of time|running (?:out of time|over time|late)|(?:one|two|three|five|ten) more minutes?|my time|(?:any|your|more|some|a few|take|have|ask) questions?|(?:good|great|next|that) question|ask me|(?:come and|come to) (?:talk|see|find|ask)|find me|talk to me|afterwards|tomorrow|yesterday|tonight|this (?:morning|afternoon|evening|conference|session|workshop|talk|track|room|stage)|organi[sz]ers?|speakers? before|(?:previous|next|last) (?:talk|speaker|session)|(?:the|my) talk|live demo|the demo|qr code|the link",
  ),
  social: anyOf(
    'there (?:was|were) (?:one|a|an|this|some|two) [^.]* (?:who|that) \\p{L}+ed|by the way|incidentally|speaking of',
    "thanks?|thank(?:ed|ful)?|hello|hi|good (?:morning|afternoon|evening)|welcome|applause|laughter|laughs|laugh(?:ed|ing)?|jok(?:e|es|ing)|funny|kidding|haha|sorry|apologi[sz]e|apologies|forgive|(?:great|nice|lovely|good|happy|glad|pleasure|honou?r(?:ed)?|excited) to (?:be|see|meet)|my name|i(?:'m| am) (?:an? |the |from |not an? |called |going |sure |afraid |glad |happy |sorry |very |so |really |just )?\\p{L}+|i work(?:ed)? (?:at|for|as|in|with)|i(?:'ve| have) been|i grew up|i was born|i studied|i live|i love|i hate|i like|about me|who am i|who i am|my (?:mum|mom|mother|dad|father|wife|husband|partner|daughter|son|kids?|children|dog|cat|cousin|aunt|uncle|grand\\p{L}+|neighbou?rs?|flight|train|hotel|boss|colleagues?|friends?|back|knees?|phone|car|house|garden|kitchen|email|twitter|mastodon|job|life|first)|me|bear with|trust me|believe me|promise|confess|embarrass\\p{L}*|i swear|don't (?:worry|tell|quote|ask|panic|look)|(?:yes|no), really|god|guys|folks|ladies|gentlemen|everyone here|you all|clap|round of",
  ),
  scenes: anyOf(
    '(?<=^)you [^,.]{2,30}, you [^,.]{2,30}, (?:and )?you',
    'since (?:somebody|someone|everybody|everyone|people) (?:always )?asks?|(?<=^)there (?:was|were) (?:one|an?) \\p{L}+, (?:in|on|last|at)',
    '(?:the|our|all the) (?:code|slides?|data|repository) (?:is|are) (?:on|at|online|available|open)|github|gitlab|codeberg',
    "let's call (?:her|him|it|them)|(?:i|we) (?:stood|sat|woke|drove|walked|arrived|cried|laughed|looked at each other)|(?<=^)(?:her|his) \\p{L}+|(?:was|were) (?:un)?happy (?:for|about|with)|(?:everybody|everyone|nobody) (?:was|were) (?:happy|laughing|surprised|angry)",

    "(?:on|one|a|last|that|this|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?! (?:mornings|nights|evenings|afternoons))|(?:at|around|by|until|before) (?:noon|midnight|\\p{L}+ o'clock|(?:half past|quarter to|quarter past) \\p{L}+|(?:\\p{L}+|\\d+) in the (?:morning|afternoon|evening)|\\d+ ?[ap]\\.?m)|the (?:next|following|same) (?:morning|night|evening|day|week|month|year)|(?:weeks?|months?|days?|years?|hours?|minutes?) (?:later|earlier|afterwards)|that (?:day|night|morning|week|winter|summer|evening|afternoon|weekend)",

    '(?:in|on|at|during|for|after) (?:the|our|my) (?:very )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next)(?: few| two| three| four| five| six)? (?:minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|winters?|summers?|season|quarter)(?! of(?! (?:the|our) (?:project|test|trial)))',
    '(?:one|the whole|all) (?:morning|night|evening|afternoon|day|week(?:end)?)(?! (?:of|or|and|a|per)\\b)|by (?:noon|midnight|lunch(?:time)?|the evening)|suddenly|all of a sudden',
    '(?:told|asked|warned|emailed|phoned|believed?) us|(?:said to|looked at|laughed at) us|(?:man|woman|guy|engineer|student|person) (?:called|named) \\p{Lu}\\p{L}+ \\p{L}+ed',
    "(?<=,\\s)(?:and|but) i(?:'\\p{L}+)?|we (?:bought|rented|borrowed)|(?<=^)we tried|(?:two|three|four|five|six|seven|eight|nine|ten|a few|some|several|\\d+|a) (?:years?|months?|weeks?|days?) ago|(?:mr|mrs|ms)\\.? \\p{Lu}\\p{L}+|it must be said|i (?:must|have to) (?:say|admit)|admittedly",
  ),
  announces: anyOf(
    "(?:now|here) comes|i(?:'ll| will|'d like| would like|'m going| am going| want| wanted| hope|'m here| am here) (?:to )?(?:\\p{L}+ ){0,2}(?:talk|tell|speak|show|explain|present|give|share|walk|take|start|begin|cover|argue|convince|discuss|focus|end|finish|close|leave|skip|come|get|go|be|say)|let(?:'s| me| us)|we(?:'ll| will|'re going| are going)(?: to)? (?:\\p{L}+ )?(?:talk|look|see|start|go|cover|discuss|move|get|come|do|have)|agenda|outline|talk about|talking about|in (?:a|one) (?:minute|moment|second)|(?:start|begin|end|finish|close|wrap up) (?:with|by|off)|moving on|move on|what i want|before i",
  ),
  fillers:
    /(?<![\p{L}])(?:u+m+|u+h+|e+r+m*|hmm+|ah+|oops|wow|you know(?! (?:what|how|that|where|which|the|if|when))|i mean|i guess|i don't know|i dunno|or something|or whatever|or so(?=[.,])|and stuff|kind of like|sort of like|blah|whatever|gonna|wanna|gotta|stuff|yeah|right,|okay|ok|like,|well,|no,|yes,|bla|thingy|hey|boom|ooh|eww+|duh|kinda|sorta|what i|how do i (?:say|put)|if you (?:like|will)|so to speak)(?![\p{L}])|\[[^\]]*\]|\((?:laugh|applause|music)[^)]*\)|♪/iu,
  halfEnds: endsIn(
    'the|a|an|of|to|in|on|at|for|with|from|by|about|and|or|but|so|because|if|when|that|which|who|is|are|was|were|be|has|have|had|do|does|did|can|could|will|would|should|may|might|must|not|very|really|more|most|my|our|your|their|its|his|her|as|than|into|then|also|just|we|i|you|they|he|she|it|there|these|this|those|what|how|why|where|like',
  ),
  closes:
    /(?:^|[.,!] ?)(?:so |okay |and |well )*(?:thank you|thanks)(?: (?:very much|so much|all|everyone|everybody|for (?:listening|your attention|coming|having me)))|\b(?:any questions|questions\?|take (?:your |some |any )?questions|that(?:'s| is) (?:it|all)(?: from me| i have| i had)?[.!]|we have (?:some )?time for)/iu,
  claims: [
    quantity,
    anyOf(
      'the (?:main|key|real|important|central|biggest|whole|crucial|best|worst|hardest|hard|single most) \\p{L}+|most important|the (?:point|lesson|reason|problem|trick|goal|idea|result|conclusion|difference|consequence|takeaway|secret) (?:\\p{L}+ ){0,4}(?:is|was|are)',
      'we (?:found|learned|learnt|discovered|measured|showed|saw that|realised|realized|decided|built|proved|noticed|concluded|stopped|started|replaced|cut|reduced|doubled|counted|compared|tested)',
      'turns out|turned out|it (?:takes|took)|shows? that|means? that|found that|suggests? that|proves? that|evidence|cause[sd]?|leads? to|depends? on|results? in|consists? of|works? (?:by|because)|is called|defined? as',
    ),
    anyOf(
      "because|in order to|so that|instead of|rather than|more than|less than|fewer than|twice|half|only if|unless|without|never|always|must|should|need(?:s|ed)? to|have to|has to|cannot|can't|do not|don't|does not|doesn't|not the|nobody|no one|every|most|better|worse|cheaper|faster|slower|more \\p{L}+ than|\\p{L}+er than|the more|if you|when you",
      '(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)(?:-\\p{L}+)? \\p{L}+|per ?cent|a third|a quarter|two thirds|nine tenths',
    ),
  ],
  matters: anyOf(
    'matters?|important|the problem (?:\\p{L}+ ){0,3}(?:is|was)|the reason|risk|danger(?:ous)?|cost|costs|costing|fail(?:s|ed|ure|ures)?|die[sd]?|lose|loses|lost|wrong|too (?:late|expensive|slow|much|many)|crisis|need(?:s|ed)?|depend(?:s|ed)? on|million|billion|because|goal|purpose|breaks?|broke|waste[sd]?|harm|save[sd]?|threat|shortage|nobody|no one',
  ),
  told: anyOf(
    "was|were|had|did|went|came|said|told|took|got|gave|made|put|saw|knew|thought|began|bought|built|brought|ran|left|lost|kept|held|felt|fell|heard|met|paid|sat|sent|sold|spoke|stood|won|wrote|did(?:n't)?|wasn't|weren't|\\p{L}{2,}[^e\\W]ed|\\p{L}{2,}ied",
  ),
  holds: anyOf(
    "is|are|am|has|have|can|can't|cannot|will|won't|must|should|need|needs|do|does|don't|doesn't|means?|costs?|works?|makes?|takes?|gets?|tells?|gives?|\\p{L}+'(?:re|ve|ll)|isn't|aren't",
  ),
  verbs:
    /(?<![\p{L}])(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|should|may|might|must|cannot|need|needs|get|gets|got|make|makes|made|take|takes|took|come|comes|came|go|goes|went|give|gives|gave|find|found|know|knew|mean|means|meant|keep|keeps|kept|let|put|say|says|said|see|saw|run|ran|work|works|grow|grows|grew|cost|costs|cut|cuts|lose|lost|build|built|write|wrote|read|hold|holds|held|stand|stood|become|becomes|became|begin|began|break|breaks|broke|bring|brought|buy|bought|choose|chose|draw|drew|drive|drove|eat|ate|fall|fell|feel|felt|fly|flew|forget|forgot|hear|heard|hide|hit|hurt|lead|leads|led|learn|leave|left|meet|met|pay|paid|rise|rose|sell|sold|send|sent|set|show|shows|sit|sat|sleep|slept|speak|spoke|spend|spent|spread|steal|stole|stick|stuck|teach|taught|tell|told|think|thought|throw|threw|turn|turns|understand|wear|win|won|use|test|stop|start|ask|add|measure|look|want|wants|try|change|changes|help|helps|depend|depends|\p{L}{3,}ed|\p{L}+n't|\p{L}+'(?:s|re|ve|ll|d|m)|(?<!(?:\d|hundred|thousand|[mb]illion|two|three|four|five|six|seven|eight|nine|ten|many|few|more|fewer|several|all|no|the|our|my|your|their|these|of|and|in|on|for|with)\s)\p{L}{3,}[^s\W]s)(?![\p{L}])/iu,
  empty: setOf(
    `going thing things stuff kind sort lot lots bit way ways time times people guys everybody somebody something anything nothing
    actually basically really maybe probably obviously literally simply course fact point question questions answer reason example
    moment minute minutes hour hours day days week weeks month months year years today yesterday tomorrow morning evening night
    talk talks slide slides picture pictures room thanks hello welcome conference session audience speaker presentation
    yeah okay well gonna wanna gotta know think mean want need look looks looking see seen saw say said says tell told talk talking
    come came coming went gone get got getting give gave make made making take took taken put run running use used using try
    tried trying work works worked working happen happened happens start started end ended stop stopped keep kept let find found
    show showed ask asked call called big small good bad better best great nice new old long short high low right wrong hard easy
    different important interesting little whole real sure able many much next last first second third half part parts piece
    pieces side place case cases idea ideas problem problems story word words name names number numbers hand hands head everyone
    someone anyone nobody funny joke sorry honest honestly guess suppose remember imagine wait feel felt became become begin
    began left turn turned turns set sits sitting stand stands standing means meant actual end kinds sorts wanted needed likes
    love loved liked hear heard read wrote write writing buy bought pay paid lose lost learn learned learnt change changed
    changes move moved matter matters help helped believe understand decide decided expect hope care lives live lived early late
    later soon ago exactly completely entirely slowly quickly nearly almost certainly suddenly usually normally typically`,
  ),
}
