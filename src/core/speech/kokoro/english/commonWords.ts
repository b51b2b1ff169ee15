import type { LanguageCode } from '../voices';

export interface CommonWord {
  /** Within a clause. */
  readonly inside: string;
  /** At the end of a clause; the same for most. */
  readonly end: string;
}

/*
 * How misaki's dictionaries write the words that stand in every sentence: most are weak, some have another form at
 * the end of a clause (after the bar). The CMU dictionary has them as if they were spoken alone. A column each for
 * American and British English. Below them are words that the rules of fromArpabet.ts would get wrong.
 */
const table = `
all ˈɔl ˈɔːl
am ɐm|æm ɐm|am
and ænd and
any ˈɛni ˈɛni
are ɑɹ ɑː
aren't ˌɑɹnt ˌɑːnt
as æz az
at æt at
be bi biː
because bəkˈʌz bɪkˈɒz
been bɪn biːn
but bˌʌt bˌʌt
by bI bI
can kæn kan
could kʊd kʊd
did dˈɪd dˈɪd
do dˈu dˈuː
does dˈʌz dˈʌz
down dˌWn dˌWn
for fɔɹ fɔː
from fɹʌm fɹɒm
get ɡɛt|ɡˈɛt ɡɛt|ɡˈɛt
go ɡˌO ɡˌQ
got ɡɑt ɡɒt
had hæd|hˌæd had|hˌad
has hæz|hˈæz haz|hˈaz
hath hæθ haθ
have hæv|hˈæv hav|hˈav
he hi hiː
he'd hid hiːd
he'll hil hiːl
he's hiz hiːz
her hɜɹ|hˌɜɹ hɜː|hˌɜː
him hɪm hɪm
his hɪz|hˌɪz hɪz|hˌɪz
how hˌW hˌW
i'd ˌId ˌId
i'll ˌIl ˌIl
i'm ˌIm ˌIm
i've ˌIv ˌIv
if ɪf ɪf
into ˈɪntu ˈɪntuː
is ɪz ɪz
it ɪt ɪt
it's ɪts ɪts
its ɪts ɪts
made mˌAd mˌAd
make mˌAk mˌAk
me mˌi mˌiː
might mˌIt mˌIt
my mI mI
nor nɔɹ nɔː
not nˌɑt nˌɒt
of ʌv ɒv
on ˌɔn ˌɒn
or ɔɹ ɔː
our ˌWəɹ ˌWə
put pˌʊt pˌʊt
shall ʃæl ʃal
she ʃi ʃiː
she'd ʃid ʃiːd
she'll ʃil ʃiːl
she's ʃiz ʃiːz
should ʃˌʊd ʃˌʊd
so sˌO sˌQ
some sˌʌm sˌʌm
than ðən ðən
that ðæt ðat
that's ðæts ðats
thee ði|ðˈi ðiː|ðˈiː
their ðɛɹ ðɛː
them ðˌɛm ðˌɛm
there ðɛɹ|ðˈɛɹ ðɛː|ðˈɛː
there's ðɛɹz|ðˈɛɹz ðɛːz|ðˈɛːz
these ðiz|ðˈiz ðiːz|ðˈiːz
they ðA ðA
they'd ðAd ðAd
they'll ðAl ðAl
they're ðɛɹ ðɛː
they've ðAv ðAv
thine ðIn|ðˈIn ðIn|ðˈIn
this ðɪs|ðˈɪs ðɪs|ðˈɪs
those ðOz|ðˈOz ðQz|ðˈQz
though ðˌO ðˌQ
up ˌʌp ˌʌp
us ˌʌs ˌʌs
was wʌz wɒz
we wi wiː
we'd wid wiːd
we'll wil wiːl
we're wɪɹ wɪə
we've wiv wiːv
were wɜɹ wɜː
weren't wˌɜɹnt wˌɜːnt
what wˌʌt wˌɒt
what's wˌʌts wˌɒts
when wˌɛn wˌɛn
where wˌɛɹ wˌɛː
where's wˌɛɹz wˌɛːz
which wˌɪʧ wˌɪʧ
whichever wˌɪʧˈɛvəɹ wˌɪʧˈɛvə
while wˌIl wˌIl
whilst wˌIlst wˌIlst
who hˌu hˌuː
who'd hˌud hˌuːd
who's hˌuz hˌuːz
whose hˌuz hˌuːz
why wˌI wˌI
will wɪl wɪl
with wɪð wɪð
won't wOnt|wˈOnt wQnt|wˈQnt
would wʊd|wˈʊd wʊd|wˈʊd
wouldst wʊdst|wˈʊdst wʊdst|wˈʊdst
you ju juː
you'd jud juːd
you'll jul juːl
you're jʊɹ jɔː
you've juv juːv
your jʊɹ jɔː

again əɡˈɛn əɡˈɛn
already ɔlɹˈɛdi ɔːlɹˈɛdi
beautiful bjˈuTəfəl bjˈuːtɪfᵊl
catch kˈɛʧ kˈaʧ
children ʧˈɪldɹᵊn ʧˈɪldɹᵊn
anybody ˈɛnibədi ˈɛnibɒdi
even ˈivən ˈiːvᵊn
every ˈɛvəɹi ˈɛvəɹi
everybody ˈɛvɹibədi ˈɛvɹɪbɒdi
everyone ˈɛvɹiwən ˈɛvɹɪwʌn
everything ˈɛvəɹiθˌɪŋ ˈɛvɹɪθˌɪŋ
garden ɡˈɑɹdən ɡˈɑːdᵊn
heifer hˈɛfəɹ hˈɛfə
inside ɪnsˈId ˌɪnsˈId
morrow mˈɔɹO mˈɒɹQ
nobody nˈObədi nˈQbədi
one wˈʌn wˈʌn
open ˈOpᵊn ˈQpᵊn
really ɹˈiᵊli ɹˈɪəli
seven sˈɛvən sˈɛvᵊn
something sˈʌmθˌɪŋ sˈʌmθɪŋ
somebody sˈʌmbədi sˈʌmbədi
sometimes sˈʌmtˌImz sˈʌmtImz
somewhat sˈʌmhwˌɑt sˈʌmwɒt
sorrow sˈɔɹO sˈɒɹQ
sorry sˈɔɹi sˈɒɹi
themselves ðəmsˈɛlvz ðəmsˈɛlvz
thirty θˈɜɹTi θˈɜːti
thither θˈɪðəɹ ðˈɪðə
tomorrow təmˈɑɹO təmˈɒɹQ
wasn't wˈʌzᵊnt wˈɒzᵊnt
whatever wəTˈɛvəɹ wɒtˈɛvə
whereby wɛɹbˈI wɛːbˈI
wherefore wˈɛɹfˌɔɹ wˈɛːfɔː
whoever huˈɛvəɹ huːˈɛvə
wholly hˈOlli hˈQlli
wicked wˈɪkɪd wˈɪkɪd
withdraw wɪðdɹˈɔ wɪðdɹˈɔː
within wəðˈɪn wɪðˈɪn
without wəðˈWt wɪðˈWt
woven wˈOvən wˈQvᵊn
yeah jˈɛə jˈɛː
`;

type Accent = Extract<LanguageCode, 'a' | 'b'>;

const words: Readonly<Record<Accent, ReadonlyMap<string, CommonWord>>> = { a: column(1), b: column(2) };

/** A common word in lower case, with straight apostrophes. */
export function commonWord(word: string, accent: Accent): CommonWord | undefined {
  return words[accent].get(word);
}

function column(index: 1 | 2): ReadonlyMap<string, CommonWord> {
  const rows = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '));
  return new Map(
    rows.map((row): [string, CommonWord] => {
      const [inside = '', end = inside] = (row[index] ?? '').split('|');
      return [row[0] ?? '', { inside, end }];
    }),
  );
}
