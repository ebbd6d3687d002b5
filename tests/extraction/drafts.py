"""Drafts for tests: any at all, as a strategy, and one that is written out."""

from hypothesis import strategies as st

from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Organisation, Role, Span, Value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
"""Any text that a file can hold, control characters included."""

WORDS = TEXTS.filter(lambda text: bool(text.strip()))
DAYS = st.dates().map(lambda day: day.isoformat())
MOMENTS = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
IRIS = st.from_regex(
    r"https?://[a-z0-9]{1,9}/([A-Za-z0-9:/?@!$&'()*+,;=._~-]|%[0-9A-F]{2})*(#[a-z]*)?",
    fullmatch=True,
)
CANDIDATES = st.lists(
    st.builds(Candidate, IRIS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=3
).map(tuple)


@st.composite
def drafts(draw):
    """Make any draft that can be written."""
    text = draw(TEXTS)

    def spans():
        places = st.tuples(*[st.integers(0, len(text))] * 2).filter(lambda pair: pair[0] != pair[1])
        return places.map(lambda pair: Span(*sorted(pair)))

    def values(words=WORDS):
        return st.one_of(
            st.builds(Value, words, spans(), st.just("") | TEXTS),
            st.builds(Value, words, st.none(), TEXTS | st.just("")),
        )

    def quoted(value):
        return (
            value
            if value.span is None
            else Value(text[value.span.start : value.span.end], value.span, value.origin)
        )

    organisations = st.builds(Organisation, values(), CANDIDATES)
    moments = st.none() | values(MOMENTS)
    roles = st.builds(
        Role, st.none() | values(), st.none() | organisations, moments, moments, st.none() | IRIS
    ).filter(lambda role: role.title or role.organisation)
    persons = st.builds(
        DraftPerson,
        values(),
        st.lists(spans(), max_size=2).map(tuple),
        st.none() | values().map(quoted),
        st.lists(roles, max_size=2).map(tuple),
        st.lists(spans(), max_size=2).map(tuple),
        CANDIDATES,
    )
    return Draft(
        file=draw(TEXTS),
        text=text,
        title=draw(st.none() | values()),
        published=draw(st.none() | values(DAYS)),
        language=draw(st.sampled_from(("sv", "en", "fi", "sv-FI"))),
        persons=tuple(draw(st.lists(persons, max_size=3))),
        notices=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))),
    )


ARTICLE = """Digital hjälp i hemtjänsten
Publicerad 3 maj 2024

– Vi hjälps åt, säger Maj Lindahl, kommundirektör i Norsjö kommun.
Även Bo Asp, VD SKR 2017–2019, deltog.

Kontakt: Siv Ögren, handläggare, Myndigheten för påhitt
"""


def at(words, text=None, start=0):
    """Make a value of words of the article; its own text may differ."""
    place = ARTICLE.index(words, start)
    return Value(text or words, Span(place, place + len(words)))


SKR = Candidate(
    "https://data.samverkan.example/id/organisation/q7m2kd8f4t3w", "Sveriges Kommuner och Regioner"
)
NORSJO = Candidate("https://data.samverkan.example/id/kommun/2417", "Norsjö kommun")

DRAFT = Draft(
    file="hjalp.txt",
    text=ARTICLE,
    title=at("Digital hjälp i hemtjänsten"),
    published=at("3 maj 2024", "2024-05-03"),
    persons=(
        DraftPerson(
            at("Maj Lindahl"),
            mentions=(at("Maj Lindahl").span,),
            roles=(
                Role(
                    at("kommundirektör"),
                    Organisation(at("Norsjö kommun"), (NORSJO,)),
                    concept="https://data.samverkan.example/def/roll/kommundirektor",
                ),
            ),
            statements=(at("– Vi hjälps åt, säger Maj Lindahl").span,),
        ),
        DraftPerson(
            at("Bo Asp"),
            mentions=(at("Bo Asp").span,),
            roles=(
                Role(
                    at("VD"),
                    Organisation(at("SKR"), (SKR,)),
                    at("2017"),
                    at("2019"),
                    "https://data.samverkan.example/def/roll/vd",
                ),
            ),
        ),
        DraftPerson(
            at("Siv Ögren"),
            mentions=(at("Siv Ögren").span,),
            responsible=at("Kontakt"),
            roles=(
                Role(
                    at("handläggare"),
                    Organisation(at("Myndigheten för påhitt")),
                    concept="https://data.samverkan.example/def/roll/handlaggare",
                ),
            ),
        ),
    ),
)
"""A draft of the article: one link to a municipality, one by an abbreviation, one to nothing."""
