/** What a language writes that looks like the end of a sentence but may not be one. Case matters. */
export interface LanguageSigns {
  /** Abbreviations that something always follows: titles, "e.g.". Without their last full stop. */
  readonly joining: ReadonlySet<string>;
  /** Abbreviations that are such only before a number: "No. 5", "Sept. 5". */
  readonly counting: ReadonlySet<string>;
  /** Abbreviations that end a sentence only when a word follows that usually begins one. */
  readonly closing: ReadonlySet<string>;
  /** Words that usually begin a sentence and are hardly ever names. */
  readonly openers: ReadonlySet<string>;
  /** Names of days and months, which follow "5 p.m." within a sentence. */
  readonly days: ReadonlySet<string>;
  /** Whether a full stop after digits makes an ordinal, as in "am 5. Mai". */
  readonly ordinalStop: boolean;
  /** A reporting clause that begins with a capital letter and may follow a quoted "!" or "?". */
  readonly reporting: RegExp | undefined;
}

/** The signs of a language by its BCP 47 tag; those of a language without a table are empty. */
export function signsOf(language: string): LanguageSigns {
  return tables.get(language.toLowerCase().split('-', 1)[0] ?? '') ?? unknown;
}

interface Table {
  joining?: string;
  counting?: string;
  closing?: string;
  openers?: string;
  days?: string;
  ordinalStop?: boolean;
  reporting?: RegExp;
}

function signs(table: Table): LanguageSigns {
  return {
    joining: words(table.joining),
    counting: words(table.counting),
    closing: words(table.closing),
    openers: words(table.openers),
    days: words(table.days),
    ordinalStop: table.ordinalStop ?? false,
    reporting: table.reporting,
  };
}

function words(list = ''): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

const unknown = signs({});

const tables: ReadonlyMap<string, LanguageSigns> = new Map([
  [
    'en',
    signs({
      joining: `Mr Mrs Ms Mx Dr Prof Rev Fr Msgr Hon Gov Sen Rep Pres Lt Col Gen Capt Cpt Cmdr Adm Maj Sgt Cpl
        Pvt Supt Insp Det Mt Ft Messrs Mme Mlle Amb Brig Bp Cdr a.k.a e.g i.e E.g I.e eg ie vs Vs v cf Cf viz approx Approx ca c esp incl
        Wm Geo Chas Thos Jas Jno Robt Edw Saml Benj Lieut`,
      counting: `No no Nos nos Vol vol Vols Ch ch Chap chap Fig fig Figs Sec sec Art art Pt pt p pp P para
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec tel Tel ext Ext
        Apt apt Op op Rte Ste Hwy Eq eq Ver ver v vv`,
      closing: `Jr Sr Esq Inc Ltd Co Corp Bros St Ave Blvd Rd Ln Hwy Pkwy Expy Dept Univ Ph.D Ed Tues Thurs Wed Fri
        Ala Ariz Ark Calif Colo Conn Fla Ga Kans Mass Mich Minn Okla Tenn Va Vt Wis`,
      openers: `I He She It They We You The A An This That These Those There Then Here Now But And Or Nor So Yet
        For If When While After Before Because Since Until As At In On By From With Without What Why Who Whose
        How Where Which His Her My Our Your Their Its No Not Once One Some All Both Each Every Perhaps Maybe
        Still Even Only Nobody Nothing Everyone Everything Someone Somebody Suddenly Finally Later To`,
      days: `Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
        August September October November December`,
      reporting:
        /^(?:I|(?:(?:Mr|Mrs|Ms|Dr)\. )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:had |has )?(?:said|says|asked|asks|cried|cries|called|calls|whispered|shouted|replied|answered|muttered|murmured|yelled|screamed|snapped|demanded|exclaimed|gasped|growled|hissed|wondered|begged|added|repeated|wailed|sobbed|roared|barked|echoed|inquired|enquired|insisted|protested|thought)(?!\p{L})/u,
    }),
  ],
  [
    'de',
    signs({
      joining: `Hr Fr Frl Dr Prof Dipl Ing St z Z d D h u U a i I z.B Z.B d.h D.h u.a bzw vgl Vgl ca evtl ggf inkl
        exkl sog bes insb geb gest Str`,
      counting: 'S Nr Bd Kap Abb Abs Art Mio Mrd Jan Feb Aug Sept Okt Nov Dez Tel',
      closing: 'usw etc Jh Chr GmbH Co Jr',
      openers: `Ich Er Sie Es Wir Ihr Du Der Die Das Den Dem Ein Eine Einen Einem Dies Diese Dieser Dieses Und
        Aber Doch Oder Denn Dann Da Als Wenn Weil Nun Nur Noch Auch Was Wer Wie Wo Warum Im In Am An Auf Aus Bei
        Mit Nach Von Vor Zu Sein Seine Ihre Mein Meine Niemand Nichts Alle Plötzlich`,
      days: `Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag
        Mittwoch Donnerstag Freitag Samstag Sonntag`,
      ordinalStop: true,
    }),
  ],
  [
    'fr',
    signs({
      joining: `M MM Mr Mme Mmes Mlle Mlles Dr Pr Mgr St Ste cf Cf av apr env p.ex vs`,
      counting: 'p pp n no No vol chap fig art t tél janv févr avr juil sept oct nov déc',
      closing: 'etc J.-C Cie',
      openers: `Je Tu Il Elle On Nous Vous Ils Elles Le La Les Un Une Des Ce Cette Ces Cet Et Mais Ou Donc Or Car
        Puis Alors Quand Si Comme Que Qui Quoi Pourquoi Dans Sur Sous Avec Sans Pour Par À Au Aux En Son Sa Ses
        Mon Ma Mes Leur Personne Rien Tout Soudain C'est`,
    }),
  ],
  [
    'es',
    signs({
      joining: `Sr Sra Sres Sras Srta Dr Dra D Dña Ud Uds Vd Vds Prof Profa Gral Cap Lic Ing Arq Sto Sta p.ej ej
        EE aprox av Av cf vs`,
      counting: 'pág págs p pp núm nº n cap vol fig art ene feb abr jun jul ago sept oct nov dic tel',
      closing: 'etc UU S.A Cía C',
      openers: `Yo Tú Él Ella Ello Nosotros Ellos Ellas El La Los Las Lo Un Una Unos Unas Y Pero O Ni Si Cuando
        Como Que Qué Quién Por Para Con Sin En De Desde Hasta Entonces Luego Después Ese Esa Eso Este Esta Esto
        Su Sus Mi Mis Nadie Nada Todo`,
    }),
  ],
  [
    'it',
    signs({
      joining: `sig Sig sig.ra Sig.ra sigg Sigg dott Dott dott.ssa Dott.ssa prof Prof prof.ssa Prof.ssa avv Avv
        ing Ing on On sen Sen gen Gen cap Cap mons Mons p.es es ca cfr vs S`,
      counting: 'pag pagg p pp n num cap vol fig art tel gen feb mar apr mag giu lug ago set ott nov dic',
      closing: 'ecc etc C S.p.A',
      openers: `Io Tu Lui Lei Egli Ella Noi Voi Loro Il Lo La I Gli Le Un Uno Una E Ma O Se Quando Come Che Chi
        Perché Per Con Senza In Nel Nella Di Da Su Poi Allora Questo Questa Quello Quella Suo Sua Mio Mia Nessuno
        Niente Tutto`,
    }),
  ],
  [
    'pt',
    signs({
      joining: `Sr Sra Srs Sras Srta Dr Dra D Prof Profa Exmo Exma Eng Gen Cap Sto Sta p.ex aprox av Av cf vs`,
      counting: 'pág págs p pp núm nº n cap vol fig art jan fev mar abr mai jun jul ago set out nov dez tel',
      closing: 'etc S.A Cia C Ltda',
      openers: `Eu Tu Ele Ela Você Nós Eles Elas O A Os As Um Uma E Mas Ou Se Quando Como Que Quem Por Para Com Sem
        Em No Na De Do Da Então Depois Esse Essa Isso Este Esta Isto Seu Sua Meu Minha Ninguém Nada Tudo`,
    }),
  ],
]);
