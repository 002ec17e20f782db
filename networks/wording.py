"""Words that two texts share: the same word in another form counts, words of grammar do not.

Plain Python, without tables of a language: whoever sees a result sees the words, and judges.
"""

import re
import unicodedata
from collections.abc import Iterable

MOST_STEMS = 400  # of one text: what stands further down says no more about what it is about
LONGEST = 40
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts that write no spaces
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_FIRST = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_LAST = ("ات", "ون", "ين", "يه", "ها", "نا", "هم", "ه")
# Words of grammar, and those that every network uses of itself, without accents.
_EMPTY = frozenset(
    """
    whoever whatever whenever wherever looks looked later early somewhere anywhere others own
    alone back came come comes days done eight five four forty give goes gone good half hundred
    left long look nine none seven sixty taken tell told twice went when whole hour hours
    cuatro cinco seis siete ocho nueve diez nuevo nueva dijo hizo fueron vino otra antes dias anos
    about above after again against also always among another because been before being below
    between both could does doing down during each every everybody everyone everything first from
    further have having here hers herself himself into itself just keep know known like made make
    many might more most much must myself need never nobody nothing often once only other others
    ours ourselves over people person same shall should since some somebody someone something
    still such take than that their theirs them themselves then there these they thing things this
    those through together under until upon very want wants ways week well were what when where
    which while whom whose will with without would year years your yours yourself network networks
    member members value values
    algo alguien alguna alguno algunas algunos ante antes aquel aquella asi aunque cada como con
    contra cosa cosas cual cuando cuanto desde donde durante ella ellas ellos entre eran eres esas
    esos esta estaba estamos estan estar estas este esto estos fueron gente haber hace hacemos
    hacen hacer hacia hasta hemos juntas juntos luego manera mas menos mientras misma mismo mucha
    mucho muchas muchos nada nadie ninguna nosotras nosotros nuestra nuestras nuestro nuestros
    nunca otra otras otro otros para pero persona personas poder podemos porque puede pueden pues
    quien quienes sean segun sera siempre sino sobre solo somos suya suyo tambien tanto tener
    tenemos tiene tienen toda todas todavia todo todos tras unas unos usted ustedes vamos vosotros
    miembro miembros valor valores
    avec dans elle elles encore etre leur leurs mais meme nous pour quand sans sont tous tout toute
    toutes votre vous cette ainsi aber auch alle alles dass denn doch eine einem einen einer eines
    haben hier ihre immer kein keine nach nicht noch oder schon sein sich sind uber unser unsere
    viel wenn werden wird wurde
    """.split()  # noqa: SIM905 a list would be a page of quotes
)
_EMPTY_ARABIC = frozenset(
    """
    هذا هذه ذلك تلك الذي التي الذين على الى إلى من في عن مع كل كان كانت يكون تكون لكن ليس نحن هو هي
    هم كما عند عندما بين بعد قبل حتى لان أن ان ما لا لم لن قد ثم او أو اي أي كيف اذا إذا غير بعض
    جميع شبكه شبكة عضو اعضاء قيمه قيم
    """.split()  # noqa: SIM905
)


def plain(word: str) -> str:
    """`word` in small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _arabic(word: str) -> str:
    word = word.replace("ـ", "").replace("ى", "ي").replace("ة", "ه")
    if word in _EMPTY_ARABIC:
        return ""
    first = next((end for end in _ARABIC_FIRST if word.startswith(end)), "")
    word = word.removeprefix(first) if len(word) - len(first) >= 3 else word
    last = next((end for end in _ARABIC_LAST if word.endswith(end)), "")
    word = word.removesuffix(last) if len(word) - len(last) >= 3 else word
    return word if len(word) >= 3 and word not in _EMPTY_ARABIC else ""


def stem(word: str) -> str:
    """What `word` has in common with its other forms; "" for a word that says nothing.

    Of longer words their beginning: five letters, six from eight on.
    """
    word = plain(word)
    if _ARABIC.search(word):
        return _arabic(word)
    word = re.split(r"['’]", word)[-1] if re.match(r"[a-z]{1,2}['’]", word) else word
    word = re.split(r"['’]", word)[0][:LONGEST]
    if len(word) < 4 or word in _EMPTY:
        return ""
    if len(word) < 6:
        return word
    return word[:6] if len(word) >= 8 else word[:5]


def _tokens(text: str) -> Iterable[str]:
    for found in _TOKEN.finditer(text):
        word = found[0]
        if _NO_SPACES.match(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


def words_by_stem(*texts: str) -> dict[str, str]:
    """The words of `texts` that say something, each once, as first written, by their stems."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _tokens(text):
            part = word if _NO_SPACES.match(word) else stem(word)
            if part and len(found) < MOST_STEMS:
                found.setdefault(part, word)
    return found


def stems_of(*texts: str) -> list[str]:
    """The stems of all words of `texts` that say something, in order."""
    return sorted(words_by_stem(*texts))
