"""What pages say, in Swedish and English."""

from typing import Final

from samverkan_ld.web.complaints import PROBLEMS

_PAGES: Final[dict[str, tuple[str, str]]] = {
    "about-register": (
        (
            "Personer, roller och organisationer i offentlig sektor som länkade data: "
            "varje uppgift kan följas till sin källa."
        ),
        (
            "People, roles and organisations in the public sector as linked data: "
            "every fact can be traced to its source."
        ),
    ),
    "address": ("Beständig adress", "Persistent address"),
    "as-written": ("Roll enligt källan", "Role as written"),
    "capacity": ("i egenskap av", "speaking as"),
    "conforms": ("Datamängden uppfyller reglerna.", "The dataset conforms to the rules."),
    "contents": ("Innehåll", "Contents"),
    "count": ("Antal", "Count"),
    "created": ("Skapad", "Created"),
    "digest": ("Kontrollsumma", "Digest"),
    "downloads": ("Hämta uppgifterna", "Get the data"),
    "empty-list": ("Listan är tom.", "The list is empty."),
    "examples": ("Tre anrop att börja med", "Three requests to begin with"),
    "example-doc": ("En kommun som Turtle", "A municipality as Turtle"),
    "example-list": ("Alla roller som kalkylblad", "All roles held as a spreadsheet"),
    "example-sparql": ("En fråga i SPARQL", "A query in SPARQL"),
    "facts": ("Uppgifter", "Facts"),
    "filter": ("Begränsa listan", "Narrow the list"),
    "filter-county": ("Länskod, t.ex. 24", "County code, e.g. 24"),
    "filter-from": ("Möjligen innehavd från (dag)", "Possibly held from (day)"),
    "filter-role": ("Roll, t.ex. ordforande", "Role, e.g. ordforande"),
    "filter-to": ("Möjligen innehavd till (dag)", "Possibly held until (day)"),
    "filter-year": ("Publiceringsår", "Year of publication"),
    "first": ("Första", "First"),
    "focus": ("Gäller", "Concerns"),
    "format": ("Format", "Format"),
    "graphs": ("Källgrafer", "Source graphs"),
    "home": ("Startsida", "Start page"),
    "incoming": ("Hänvisningar hit", "Referred to from"),
    "kind": ("Slag", "Kind"),
    "language": ("Språk", "Language"),
    "last": ("Sista", "Last"),
    "licence": ("Licens", "Licence"),
    "licence-text": (
        "Uppgifterna är fria att använda (CC0). Personuppgifter kräver egen rättslig grund.",
        "The data are free to use (CC0). Personal data need a legal basis of your own.",
    ),
    "main-menu": ("Huvudmeny", "Main menu"),
    "memberships": ("Roller enligt källorna", "Roles according to the sources"),
    "memberships-note": (
        "Tabellen visar vad källorna anger för en tid. Den säger inte vem som har en roll i dag.",
        (
            "The table shows what the sources state for a time. It does not say who holds a role "
            "today."
        ),
    ),
    "message": ("Meddelande", "Message"),
    "modified": ("Uppgifterna ändrades senast", "The facts last changed"),
    "next": ("Nästa sida", "Next page"),
    "no-results": ("Valideringen gav inga anmärkningar.", "The validation gave no results."),
    "no-role": ("källan anger ingen roll", "the source states no role"),
    "observed": ("enligt källa {day}", "according to source {day}"),
    "organisation": ("Organisation", "Organisation"),
    "page": ("Sida {page}", "Page {page}"),
    "page-of": ("Sida {page} av {last}, {total} poster", "Page {page} of {last}, {total} entries"),
    "pages": ("Sidor", "Pages"),
    "period": ("Tid", "Period"),
    "pick-language": ("Språk på sidan", "Language of the page"),
    "previous": ("Föregående sida", "Previous page"),
    "previous-release": ("Föregående utgåva", "Previous release"),
    "query": ("Fråga", "Query"),
    "query-note": (
        "Skriv en fråga i SPARQL 1.1. Program skickar den till samma adress med GET eller POST.",
        "Write a query in SPARQL 1.1. Programs send it to the same address by GET or POST.",
    ),
    "release": ("Utgåva", "Release"),
    "report": ("Valideringsrapport", "Validation report"),
    "report-faults": (
        "Fel: {violation}. Varningar: {warning}. Upplysningar: {info}.",
        "Violations: {violation}. Warnings: {warning}. Notes: {info}.",
    ),
    "role": ("Roll", "Role"),
    "run": ("Ställ frågan", "Run the query"),
    "severity": ("Allvar", "Severity"),
    "severity-info": ("upplysning", "note"),
    "severity-violation": ("fel", "violation"),
    "severity-warning": ("varning", "warning"),
    "show": ("Visa", "Show"),
    "since": ("från {start}", "from {start}"),
    "skip": ("Till innehållet", "Skip to the content"),
    "source": ("Källa", "Source"),
    "sources": ("Källor", "Sources"),
    "statements": ("Uttalanden", "Statements"),
    "statements-note": (
        "Redaktionella sammanfattningar, inte ordagranna citat, om inget annat sägs.",
        "Editorial paraphrases, not verbatim quotations, unless stated.",
    ),
    "until": ("till {end}", "until {end}"),
    "who": ("Vem", "Who"),
}

TEXTS: Final = _PAGES | PROBLEMS

LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}


def say(language: str, key: str, **values: object) -> str:
    """Give a text in Swedish, or else in English, with values put in."""
    return in_language(TEXTS[key], language).format(**values)


def in_language(pair: tuple[str, str], language: str) -> str:
    """Choose from a Swedish and an English text."""
    return pair[0] if language == "sv" else pair[1]
