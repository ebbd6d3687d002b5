"""What pages say, in Swedish and English."""

from typing import Final

from samverkan_ld.languages import Pair, in_language
from samverkan_ld.web.complaints import PROBLEMS

_PAGES: Final[dict[str, Pair]] = {
    "address": ("Beständig adress", "Persistent address"),
    "answer": ("Svar", "Answer"),
    "answer-downloads": ("Hämta hela svaret", "Get the whole answer"),
    "answer-more": (
        "De första {rows} raderna, på {time}. Hämta resten nedan, eller begränsa frågan.",
        "The first {rows} rows, in {time}. Get the rest below, or narrow the query.",
    ),
    "answer-no": ("Nej", "No"),
    "answer-none": ("Inget i uppgifterna svarar mot frågan.", "Nothing in the data answers it."),
    "answer-one": ("En rad, på {time}.", "One row, in {time}."),
    "answer-rows": ("{rows} rader, på {time}.", "{rows} rows, in {time}."),
    "answer-time": ("På {time}.", "In {time}."),
    "answer-yes": ("Ja", "Yes"),
    "as-written": ("Roll enligt källan", "Role as written"),
    "capacity": ("i egenskap av", "speaking as"),
    "change": ("Ändring", "Change"),
    "change-created": ("Ny", "New"),
    "change-updated": ("Ändrad", "Changed"),
    "change-withdrawn": ("Borttagen", "Withdrawn"),
    "changes": ("Ändringar mellan utgåvor", "Changes between releases"),
    "changes-none": ("Inget skiljer utgåvorna åt.", "Nothing differs between the releases."),
    "changes-seen": ("Vad som ändrades", "What changed"),
    "class-contacts": ("Kontakter", "Contacts"),
    "class-contacts-meaning": (
        "De som bara nämns som ansvariga för en artikel",
        "Those who are merely named as responsible for an article",
    ),
    "class-elected": (
        "Förtroendevalda och högsta chefer",
        "Elected representatives, top officials",
    ),
    "class-elected-meaning": (
        "De som har, eller har haft, en roll i en lista över sådana",
        "Those who hold, or have held, a role in a list of such roles",
    ),
    "class-officials": ("Andra", "Others"),
    "class-officials-meaning": (
        "Tjänstepersoner och andra som har uttalat sig, eller som en källa ger en roll",
        "Officials and others who have spoken in public, or whom a source gives a role",
    ),
    "compared-with": ("Jämförd med", "Compared with"),
    "compared-with-nothing": ("ingenting: det är den första", "nothing: it is the first one"),
    "schemes": ("Begreppslistor", "Concept schemes"),
    "contents": ("Innehåll", "Contents"),
    "count": ("Antal", "Count"),
    "created": ("Skapad", "Created"),
    "digest": ("Kontrollsumma", "Digest"),
    "downloads": ("Hämta uppgifterna", "Get the data"),
    "dump": ("Fil", "File"),
    "dump-size": ("Storlek", "Size"),
    "dump-quads": ("Uppgifter", "Facts"),
    "dump-rows": ("Rader", "Rows"),
    "dump-header-en": ("Engelska rubriker", "English header"),
    "dump-header-sv": ("Svenska rubriker", "Swedish header"),
    "dump-plain": ("CSV", "CSV"),
    "dump-mark": ("för kalkylprogram", "for spreadsheets"),
    "dumps": ("Hämta hela datamängden", "Get the whole dataset"),
    "dumps-catalogue": ("Katalog (DCAT-AP-SE)", "Catalogue (DCAT-AP-SE)"),
    "dumps-checksums": ("Kontrollsummor (SHA-256)", "Checksums (SHA-256)"),
    "dumps-dataset": ("Alla uppgifter, med sina källor", "All facts, with their sources"),
    "dumps-dated": ("Daterade dumpar", "Dated dumps"),
    "dumps-dated-note": (
        "De här adresserna ger alltid samma filer, så länge de sparas. /dump/ ger de senaste.",
        "These addresses always give the same files, while they are kept. /dump/ gives the latest.",
    ),
    "dumps-list": ("Den här listan som data", "This list as data"),
    "dumps-note": (
        "Filerna är från utgåvan {release} och packade med gzip.",
        "The files are from the release {release}, compressed by gzip.",
    ),
    "dumps-programs": ("För program", "For programs"),
    "dumps-tables": ("Tabeller, en för varje slag", "Tables, one for each kind"),
    "dumps-tables-note": (
        (
            "CSV i UTF-8. De för kalkylprogram börjar med ett märke (BOM), som gör att å, ä och ö "
            "visas rätt."
        ),
        (
            "CSV in UTF-8. Those for spreadsheets begin with a mark (BOM), so that å, ä and ö are "
            "shown right."
        ),
    ),
    "dumps-void": ("Antal av varje slag (VoID)", "Counts of each kind (VoID)"),
    "earlier": ("Tidigare läge", "Earlier state"),
    "earlier-present": ("Visa vad som gäller nu", "Show the present state"),
    "earlier-state": (
        "Så såg uppgifterna ut i utgåvan från {time}. De kan ha ändrats eller rättats efter det.",
        (
            "The facts as they were in the release of {time}. They may have been changed or "
            "corrected since."
        ),
    ),
    "empty-list": ("Listan är tom.", "The list is empty."),
    "ended-all": ("Alla identifierare som har upphört", "All identifiers that have ended"),
    "ended-day": ("Upphörde", "Ended"),
    "ended-identifier": ("Identifierare", "Identifier"),
    "ended-list": ("Identifierare som har upphört", "Identifiers that have ended"),
    "ended-list-note": (
        (
            "De här identifierarna gäller inte längre och används aldrig om igen. Den som har "
            "hämtat uppgifter härifrån bör sluta använda dem och ta bort det som har återkallats."
        ),
        (
            "These identifiers are no longer in force and are never used again. Whoever has "
            "fetched data from here should stop using them, and remove what has been withdrawn."
        ),
    ),
    "ended-merged": ("Sammanslagen med något annat", "Merged with something else"),
    "ended-none": ("Ingen identifierare har upphört.", "No identifier has ended."),
    "ended-note-merged": (
        "Det som identifieraren stod för har gått upp i något annat.",
        "What the identifier stood for has become part of something else.",
    ),
    "ended-note-replaced": (
        "Identifieraren är ersatt, och det som ersatte den har delats.",
        "The identifier was replaced, and what replaced it has been split.",
    ),
    "ended-note-split": (
        "Det som identifieraren stod för har delats i flera.",
        "What the identifier stood for has been divided into several.",
    ),
    "ended-note-withdrawn": (
        "Identifieraren gäller inte längre. Det finns inga uppgifter här, och inget ersätter den.",
        "The identifier is no longer in force. There are no data here, and nothing replaces it.",
    ),
    "ended-reason": ("Orsak", "Reason"),
    "ended-replaced": ("Ersatt", "Replaced"),
    "ended-split": ("Delad i flera", "Divided into several"),
    "ended-successors": ("I stället", "Instead"),
    "ended-withdrawn": ("Återkallad", "Withdrawn"),
    "examples": ("Anrop att börja med", "Requests to begin with"),
    "example-doc": ("En kommun som Turtle", "A municipality as Turtle"),
    "example-interface": ("Gränssnittet, för program", "The interface, for programs"),
    "example-list": ("Alla roller som kalkylblad", "All roles held as a spreadsheet"),
    "example-sparql": ("En fråga i SPARQL", "A query in SPARQL"),
    "example-queries": ("Exempel", "Examples"),
    "example-queries-data": ("Exemplen som data", "The examples as data"),
    "fact-added": ("tillagt", "added"),
    "fact-removed": ("borttaget", "removed"),
    "facts": ("Uppgifter", "Facts"),
    "feed": ("Ändringar", "Changes"),
    "feed-change": ("Ändring", "Change"),
    "feed-empty": ("Inga ändringar.", "No changes."),
    "feed-follow": ("Följ ändringarna (Atom)", "Follow the changes (Atom)"),
    "feed-latest": ("De senaste ändringarna", "The latest changes"),
    "feed-note": (
        (
            "Här står varje sak med sin senaste ändring, de 50 senaste först. Program följer "
            "ändringarna som LDES på samma adress."
        ),
        (
            "Each thing stands here with its last change, the latest 50 first. Programs follow the "
            "changes as LDES at the same address."
        ),
    ),
    "feed-page": ("Sida {number} av ändringarna", "Page {number} of the changes"),
    "feed-pages": ("Alla ändringar på {number} sidor", "All changes on {number} pages"),
    "feed-successor": ("Ersatt av", "Replaced by"),
    "feed-thing": ("Vad", "What"),
    "feed-when": ("När", "When"),
    "facts-hidden": (
        "Ytterligare {number} uppgifter visas inte här.",
        "{number} more facts are not shown here.",
    ),
    "filter": ("Begränsa listan", "Narrow the list"),
    "filter-county": ("Länskod, t.ex. 24", "County code, e.g. 24"),
    "filter-from": ("Möjligen innehavd från (dag)", "Possibly held from (day)"),
    "filter-role": ("Roll, t.ex. ordforande", "Role, e.g. ordforande"),
    "filter-to": ("Möjligen innehavd till (dag)", "Possibly held until (day)"),
    "filter-year": ("Publiceringsår", "Year of publication"),
    "first": ("Första", "First"),
    "focus": ("Gäller", "Concerns"),
    "format": ("Format", "Format"),
    "format-table": ("tabell på sidan", "table on the page"),
    "graphs": ("Källgrafer", "Source graphs"),
    "home": ("Startsida", "Start page"),
    "incoming": ("Hänvisningar hit", "Referred to from"),
    "info-many": ("{number} upplysningar", "{number} notes"),
    "info-none": ("inga upplysningar", "no notes"),
    "info-one": ("en upplysning", "one note"),
    "kind": ("Slag", "Kind"),
    "language": ("Språk", "Language"),
    "last": ("Sista", "Last"),
    "licence": ("Licens", "Licence"),
    "licence-text": (
        "Uppgifterna är fria att använda (CC0). Personuppgifter kräver egen rättslig grund.",
        "The data are free to use (CC0). Personal data need a legal basis of your own.",
    ),
    "lookup-several": (
        "Flera har identifieraren {id}",
        "Several have the identifier {id}",
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
    "level-indexed": (
        "En egen sida, som sökmotorer får visa",
        "A page of their own, which search engines may list",
    ),
    "level-noindex": (
        "En egen sida, som sökmotorer ombeds att utelämna",
        "A page of their own, which search engines are asked to leave out",
    ),
    "level-role": (
        "Bara roll och organisation: inget namn och ingen sida",
        "Role and organisation only: no name and no page",
    ),
    "next": ("Nästa sida", "Next page"),
    "no-results": (
        "Rapporten har inga anmärkningar från regeln {rule}.",
        "The report has no remarks from the rule {rule}.",
    ),
    "no-role": ("källan anger ingen roll", "the source states no role"),
    "observed": ("enligt källa {day}", "according to source {day}"),
    "object": ("objekt", "object"),
    "organisation": ("Organisation", "Organisation"),
    "page": ("Sida {page}", "Page {page}"),
    "page-of": ("Sida {page} av {last}, {total} poster", "Page {page} of {last}, {total} entries"),
    "pages": ("Sidor", "Pages"),
    "period": ("Tid", "Period"),
    "pick-language": ("Språk på sidan", "Language of the page"),
    "path": ("Egenskap", "Property"),
    "predicate": ("predikat", "predicate"),
    "preview-whole": ("Visa alla uppgifter", "Show all facts"),
    "previous": ("Föregående sida", "Previous page"),
    "previous-release": ("Föregående utgåva", "Previous release"),
    "query": ("Fråga", "Query"),
    "personal-data": ("Personuppgifter", "Personal data"),
    "personal-data-how": ("Så behandlas personuppgifter", "How personal data are handled"),
    "query-note": (
        (
            "Ställ frågor till alla uppgifter på en gång, i SPARQL 1.1: välj ett exempel eller "
            "skriv en egen fråga. Program skickar frågor till samma adress med GET eller POST."
        ),
        (
            "Ask all the data at once, in SPARQL 1.1: choose an example or write a query of your "
            "own. Programs send queries to the same address by GET or POST."
        ),
    ),
    "query-fault": ("Frågan fick inget svar.", "The query got no answer."),
    "query-invalid": ("Här är det inte SPARQL.", "This is not SPARQL."),
    "query-lost": (
        "Tjänsten gick inte att nå. Försök igen.",
        "The service could not be reached. Try again.",
    ),
    "release": ("Utgåva", "Release"),
    "report": ("Valideringsrapport", "Validation report"),
    "report-conforms": (
        "Utgåvan prövades mot {rules}: inga anmärkningar.",
        "The release was checked against {rules}: no remarks.",
    ),
    "report-faults": (
        "Fel: {violation}. Varningar: {warning}. Upplysningar: {info}.",
        "Violations: {violation}. Warnings: {warning}. Notes: {info}.",
    ),
    "report-outcome": (
        "Utgåvan prövades mot {rules}: {violation}, {warning} och {info}.",
        "The release was checked against {rules}: {violation}, {warning} and {info}.",
    ),
    "report-unjudged": (
        "Utgåvan har inga regler, så ingenting har prövats.",
        "The release has no rules, so nothing was checked.",
    ),
    "rectify": ("Rätta eller invända", "Correct or object"),
    "rectify-note": (
        "Är något fel, eller vill du inte stå här?",
        "Is something wrong, or do you not want to be named here?",
    ),
    "rectify-to": ("Skriv till {contact}", "Write to {contact}"),
    "results": ("Anmärkningar", "Remarks"),
    "results-all": ("Visa alla anmärkningar", "Show all remarks"),
    "results-of": ("Bara från regeln", "Only from the rule"),
    "role": ("Roll", "Role"),
    "rule": ("Regel", "Rule"),
    "rule-many": ("{number} regler", "{number} rules"),
    "rule-none": ("sina regler", "its rules"),
    "rule-one": ("en regel", "one rule"),
    "rules": ("Regler", "Rules"),
    "rules-passed": ("Regler utan anmärkningar: {number}", "Rules without remarks: {number}"),
    "run": ("Ställ frågan", "Run the query"),
    "service-description": ("Tjänsten som data", "The service as data"),
    "severities-info": ("Upplysningar", "Notes"),
    "severities-violation": ("Fel", "Violations"),
    "severities-warning": ("Varningar", "Warnings"),
    "severity": ("Allvar", "Severity"),
    "severity-info": ("upplysning", "note"),
    "severity-violation": ("fel", "violation"),
    "severity-warning": ("varning", "warning"),
    "show": ("Visa", "Show"),
    "search": ("Sök", "Search"),
    "search-all": ("Allt", "Everything"),
    "search-hint": (
        (
            "Början av varje ord räcker, och å, ä och ö går att skriva som a och o. Även "
            "organisationsnummer, kommun- och länskoder och Wikidatas beteckningar går att söka på."
        ),
        (
            "The beginning of each word is enough, and å, ä and ö may be typed as a and o. "
            "Organisation numbers, municipality and county codes and identifiers of Wikidata can "
            "be searched for, too."
        ),
    ),
    "search-kind": ("Bland", "Among"),
    "search-matched": ("träff på {name}", "matches {name}"),
    "search-none": ("Inget svarar mot ”{text}”.", "Nothing answers to “{text}”."),
    "search-results": ("Träffar på ”{text}”", "What answers to “{text}”"),
    "search-what": ("Namn eller identifierare", "Name or identifier"),
    "since": ("från {start}", "from {start}"),
    "skip": ("Till innehållet", "Skip to the content"),
    "source": ("Källa", "Source"),
    "sources": ("Källor", "Sources"),
    "statements": ("Uttalanden", "Statements"),
    "statements-note": (
        "Redaktionella sammanfattningar, inte ordagranna citat, om inget annat sägs.",
        "Editorial paraphrases, not verbatim quotations, unless stated.",
    ),
    "states": ("Så här har det sett ut", "As it was"),
    "states-note": (
        "De utgåvor som finns kvar, den senaste först. Flera kan ha samma uppgifter.",
        "The releases that are kept, the latest first. Several may have the same facts.",
    ),
    "states-seen": ("Se tidigare lägen", "See earlier states"),
    "stop": ("Avbryt", "Stop"),
    "subject": ("subjekt", "subject"),
    "suggestions": ("Kanske menades", "Perhaps one of these was meant"),
    "things-created": ("Nya", "New"),
    "things-updated": ("Ändrade", "Changed"),
    "things-withdrawn": ("Borttagna", "Withdrawn"),
    "tool": ("Verktyg", "Tool"),
    "total": ("Summa", "Total"),
    "unnamed-node": ("nod utan namn", "node without a name"),
    "unnamed-rule": ("regel utan namn", "rule without a name"),
    "until": ("till {end}", "until {end}"),
    "value": ("Värde", "Value"),
    "violation-many": ("{number} fel", "{number} violations"),
    "violation-none": ("inga fel", "no violations"),
    "violation-one": ("ett fel", "one violation"),
    "warning-many": ("{number} varningar", "{number} warnings"),
    "warning-none": ("inga varningar", "no warnings"),
    "warning-one": ("en varning", "one warning"),
    "who": ("Vem", "Who"),
}

TEXTS: Final = _PAGES | PROBLEMS

LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}


def say(language: str, key: str, **values: object) -> str:
    """Give a text in a language, with values put in."""
    return in_language(TEXTS[key], language).format(**values)
