"""Articles with their drafts: invented, and written as extraction would give them."""

from dataclasses import dataclass

from samverkan_ld.drafts import Draft, DraftPerson, Organisation, Role, Span, Value

COOPERATION = """\
Fyra kommuner delar på en it-avdelning

Publicerad 14 februari 2026

Sedan i höstas sköter Norsjö, Malå, Sorsele och Storuman sina datorer tillsammans. Det gemensamma
kontoret ligger vid torget i Malå och har nio anställda. 🎉

– Vi har lärt oss mer av varandra det här halvåret än på tio år, säger Signe Wallgren,
kommundirektör i Norsjö kommun.

Idén föddes på en lunch. Signe Wallgren ritade den första skissen på en servett, och Region Gotland
bad snart att få komma på besök.

– Vi åkte hem med en lång lista, berättar it-strategen Oskar Danielsson Bly, Region Gotland.

I Malå är Farid Hosseini-Lund projektledare för Glesnet. Han var tidigare it-chef på Sorsele kommun
(2017–2019) och räknar med att fler kommuner ansluter sig.

För mer information kontakta:
Ebba Ståhlnacke, pressekreterare, Norsjö kommun
"""

APPOINTMENT = """\
Ny förbundsdirektör i Sju Åar

Sju Åars räddningsförbund har anställt Mirja Kantola som förbundsdirektör från och med 1 juni 2025.
Hon kommer närmast från Uddevalla kommun, där hon har varit räddningschef sedan 2018.
"""

NOTICE = """\
Öppet hus på biblioteket

Biblioteket håller öppet hus den 3 maj. Sidansvarig: Lo Berg <script>alert("nej")</script>
"""


@dataclass(frozen=True, slots=True)
class Article:
    """A text, in which words can be found by what they are and how many times they came before."""

    file: str
    text: str

    def span(self, words: str, nth: int = 0) -> Span:
        """Find words."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def value(self, words: str, text: str | None = None, nth: int = 0) -> Value:
        """Make a value of words, which may come to another text."""
        return Value(words if text is None else text, self.span(words, nth))

    def body(self, words: str, text: str | None = None, nth: int = 0) -> Organisation:
        """Make an organisation of words."""
        return Organisation(self.value(words, text, nth))


def cooperation() -> Draft:
    """An article with quotations, a career, an organisation that may be two, and a contact."""
    of = Article("it-avdelning.html", COOPERATION)
    signe = DraftPerson(
        of.value("Signe Wallgren"),
        (of.span("Signe Wallgren"), of.span("Signe Wallgren", 1)),
        roles=(Role(of.value("kommundirektör"), of.body("Norsjö kommun")),),
        statements=(of.span("Vi har lärt oss mer av varandra det här halvåret än på tio år"),),
    )
    oskar = DraftPerson(
        of.value("Oskar Danielsson Bly"),
        (of.span("Oskar Danielsson Bly"),),
        roles=(Role(of.value("it-strategen", "it-strateg"), of.body("Region Gotland", nth=1)),),
        statements=(of.span("Vi åkte hem med en lång lista"),),
    )
    farid = DraftPerson(
        of.value("Farid Hosseini-Lund"),
        (of.span("Farid Hosseini-Lund"),),
        roles=(
            Role(of.value("projektledare för Glesnet")),
            Role(
                of.value("it-chef"),
                of.body("Sorsele kommun"),
                of.value("2017"),
                of.value("2019"),
            ),
        ),
    )
    ebba = DraftPerson(
        of.value("Ebba Ståhlnacke"),
        (of.span("Ebba Ståhlnacke"),),
        of.value("För mer information kontakta"),
        (Role(of.value("pressekreterare"), of.body("Norsjö kommun", nth=1)),),
    )
    return Draft(
        of.file,
        of.text,
        of.value("Fyra kommuner delar på en it-avdelning"),
        of.value("14 februari 2026", "2026-02-14"),
        persons=(signe, oskar, farid, ebba),
        notices=(("distant-organisation", "Norsjö kommun"), ("unsure-name", "Malå")),
    )


def appointment() -> Draft:
    """An article with an organisation that no register has, an open tenure, and no date."""
    of = Article("ny-direktor.txt", APPOINTMENT)
    mirja = DraftPerson(
        of.value("Mirja Kantola"),
        (of.span("Mirja Kantola"),),
        roles=(
            Role(
                of.value("förbundsdirektör", nth=1),
                of.body("Sju Åars räddningsförbund"),
                of.value("1 juni 2025", "2025-06-01"),
            ),
            Role(of.value("räddningschef"), of.body("Uddevalla kommun"), of.value("2018")),
        ),
    )
    title = of.value("Ny förbundsdirektör i Sju Åar")
    return Draft(of.file, of.text, title, persons=(mirja,))


def notice() -> Draft:
    """A short notice whose text looks like a page, with nobody in a role and a date of markup."""
    of = Article("oppet-hus.html", NOTICE)
    lo = DraftPerson(of.value("Lo Berg"), (of.span("Lo Berg"),), of.value("Sidansvarig"))
    day = Value("2026-04-20", origin="meta article:published_time")
    return Draft(of.file, of.text, of.value("Öppet hus på biblioteket"), day, persons=(lo,))
