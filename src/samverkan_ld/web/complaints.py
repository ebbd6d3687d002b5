"""What problems say, in Swedish and English."""

from typing import Final

from samverkan_ld.languages import Pair

TITLES: Final[dict[int, Pair]] = {
    400: ("Felaktigt anrop", "Bad request"),
    403: ("Tillåts inte", "Forbidden"),
    404: ("Finns inte", "Not found"),
    405: ("Metoden används inte här", "Method not allowed"),
    406: ("Formatet finns inte", "Not acceptable"),
    408: ("Anropet kom inte fram i tid", "Request timeout"),
    410: ("Finns inte längre", "Gone"),
    413: ("För stort anrop", "Content too large"),
    415: ("Okänt slags innehåll", "Unsupported media type"),
    416: ("Så långt räcker inte filen", "Range not satisfiable"),
    429: ("För många anrop", "Too many requests"),
    500: ("Internt fel", "Internal server error"),
    501: ("Finns inte i den här kopian", "Not in this copy"),
    502: ("En annan tjänst svarade inte", "Bad gateway"),
    503: ("Inte tillgänglig just nu", "Service unavailable"),
    504: ("Tiden räckte inte", "Out of time"),
}

PROBLEMS: Final[dict[str, Pair]] = {
    "bad-parameter": (
        "Parametern {name} kan inte vara ”{value}”. {remedy}",
        "The parameter {name} cannot be “{value}”. {remedy}",
    ),
    "bad-datetime": (
        "Accept-Datetime går inte att läsa. Ange en tid som Tue, 17 Mar 2020 12:00:00 GMT.",
        "Accept-Datetime cannot be read. Give a time such as Tue, 17 Mar 2020 12:00:00 GMT.",
    ),
    "bad-format": (
        "Parametern {name} kan inte vara ”{value}”. Välj något av: {names}.",
        "The parameter {name} cannot be “{value}”. Choose one of: {names}.",
    ),
    "remedy-county": ("Ange en länskod med två siffror.", "Give a county code of two digits."),
    "remedy-day": ("Ange en dag som 2020-03-17.", "Give a day such as 2020-03-17."),
    "remedy-kind": (
        "Ange något av {kinds}, eller inget för att söka bland allt.",
        "Give one of {kinds}, or none to search everything.",
    ),
    "remedy-length": ("Skriv högst {most} tecken.", "Write {most} characters at most."),
    "remedy-number": ("Ange ett heltal från {least}.", "Give a whole number from {least}."),
    "remedy-order": (
        "Ange en dag som inte är före {start}.",
        "Give a day that is not before {start}.",
    ),
    "remedy-range": (
        "Ange ett heltal från {least} till {most}.",
        "Give a whole number from {least} to {most}.",
    ),
    "remedy-role": (
        "Ange en rolls beteckning, t.ex. ordforande, eller dess adress.",
        "Give the notation of a role, such as ordforande, or its address.",
    ),
    "remedy-type": (
        "Ange någon av typerna {types}, eller ingen.",
        "Give one of the types {types}, or none.",
    ),
    "remedy-year": ("Ange ett år med fyra siffror.", "Give a year of four digits."),
    "batch-empty": (
        "Frågan {place} har varken query eller properties. Ge minst ett av dem.",
        "The query {place} has neither query nor properties. Give one of them at least.",
    ),
    "batch-member": (
        "I {place} ska {member} vara {kind}.",
        "In {place}, {member} is to be {kind}.",
    ),
    "batch-not-json": (
        "Det som skickades är inte JSON: rad {line}, kolumn {column}.",
        "What was sent is not JSON: line {line}, column {column}.",
    ),
    "batch-not-object": (
        "Det som skickades ska vara ett JSON-objekt.",
        "What was sent is to be a JSON object.",
    ),
    "batch-query": (
        "Frågan {place} ska vara ett JSON-objekt.",
        "The query {place} is to be a JSON object.",
    ),
    "batch-too-many": (
        "{count} skickades på en gång. Högst {most} tas emot: dela upp dem.",
        "{count} were sent at once. {most} are accepted at most: send them in parts.",
    ),
    "batch-twice": (
        (
            "I {place} står {member} flera gånger med olika inställningar, men svaret har bara en "
            "kolumn för varje egenskap. Hämta dem i var sitt anrop."
        ),
        (
            "In {place}, {member} stands several times with different settings, but the answer has "
            "only one column for a property. Fetch them in separate requests."
        ),
    ),
    "batch-unknown": (
        "I {place} är {what} ”{member}” okänd. De här finns: {known}.",
        "In {place}, {what} “{member}” is unknown. There are these: {known}.",
    ),
    "batch-its-key": ("nyckeln", "the key"),
    "batch-its-property": ("egenskapen", "the property"),
    "batch-its-setting": ("inställningen", "the setting"),
    "batch-its-type": ("typen", "the type"),
    "batch-day": ("en dag som 2020-03-17", "a day such as 2020-03-17"),
    "batch-limit": ("ett heltal från 1", "a whole number from 1"),
    "batch-list-of-conditions": (
        "en lista av objekt med pid och v",
        "a list of objects with pid and v",
    ),
    "batch-list-of-ids": ("en lista av id:n", "a list of ids"),
    "batch-list-of-properties": ("en lista av objekt med id", "a list of objects with an id"),
    "batch-settings": ("ett objekt", "an object"),
    "batch-text": ("en text", "a text"),
    "batch-type": ("en text eller en lista av texter", "a text or a list of texts"),
    "batch-type-strict": ("any, should eller all", "any, should or all"),
    "batch-value": (
        "en text, ett tal, eller ett objekt med id",
        "a text, a number, or an object with an id",
    ),
    "broken-off": (
        "Anropets innehåll bröts av. Skicka det igen.",
        "The body of the request broke off. Send it again.",
    ),
    "dumps-not-kept": (
        "Dumparna av utgåvan {release} sparas inte längre. De senaste finns på /dump/.",
        "The dumps of the release {release} are not kept any longer. The latest are at /dump/.",
    ),
    "dumps-pending": (
        "Dumparna skrivs just nu. Försök igen om en stund.",
        "The dumps are being written at the moment. Try again in a while.",
    ),
    "dumps-range": (
        "Filen har {size} byte, och det som begärdes ligger bortom dem.",
        "The file has {size} bytes, and what was asked for lies beyond them.",
    ),
    "event-gone": (
        (
            "Den här ändringen berättas inte längre: en senare ändring av samma sak har tagit "
            "dess plats, eller så är den för gammal."
        ),
        (
            "This change is not told any longer: a later change of the same thing has taken its "
            "place, or it is too old."
        ),
    ),
    "failed": (
        "Servern misslyckades med det här anropet. Felet är antecknat.",
        "The server failed at this request. The fault has been logged.",
    ),
    "http-400": ("Anropet går inte att förstå.", "The request cannot be understood."),
    "http-404": ("Här finns inget på adressen {path}.", "There is nothing here at {path}."),
    "http-405": (
        "Metoden {method} används inte här; använd {allowed}.",
        "The method {method} is not used here; use {allowed}.",
    ),
    "http-413": (
        "Anropets innehåll får vara högst {limit} byte.",
        "The body of a request may be {limit} bytes at most.",
    ),
    "misspelt": (
        "Inget finns på en adress som skrivs så. Utan %-koder och dubbla snedstreck är den {path}",
        "Nothing is at an address spelt so. Without %-codes and double slashes it is {path}",
    ),
    "no-dump": (
        "Här finns ingen fil som heter {name}. De som finns står på {list}.",
        "There is no file called {name} here. Those that there are stand at {list}.",
    ),
    "no-feed-page": (
        "Flödet har ingen sida på adressen {path}. Börja om från /feed.",
        "The feed has no page at {path}. Start again from /feed.",
    ),
    "no-format": (
        "{path} finns inte som {name}. Det finns som: {names}.",
        "{path} is not to be had as {name}. It is to be had as: {names}.",
    ),
    "no-kind": (
        "Det finns inga saker av slaget {kind}. De slag som finns: {kinds}.",
        "There are no things of the kind {kind}. The kinds that there are: {kinds}.",
    ),
    "no-page": (
        "Det finns ingen sida {page} på adressen {path}.",
        "There is no page {page} at {path}.",
    ),
    "past-last": (
        "Det finns ingen sida {page} på adressen {path}: den sista är {last}.",
        "There is no page {page} at {path}: the last one is {last}.",
    ),
    "lookup-missing": (
        (
            "Ingen identifierare kom med. Skicka en i parametern id: ett organisationsnummer, en "
            "kommun- eller länskod, en post i Wikidata eller en adress härifrån."
        ),
        (
            "No identifier came. Send one in the parameter id: an organisation number, a "
            "municipality or county code, an item of Wikidata or an address from here."
        ),
    ),
    "lookup-none": (
        "Inget i den här utgåvan har identifieraren ”{id}”.",
        "Nothing in this release has the identifier “{id}”.",
    ),
    "not-acceptable": (
        "Inget av formaten i Accept finns här. Det här finns: {types}.",
        "None of the formats in Accept exists here. These do: {types}.",
    ),
    "not-described": (
        "Den här utgåvan beskriver inget på adressen {path}.",
        "This release describes nothing at {path}.",
    ),
    "feed-page-gone": (
        "Den här sidan har andra medlemmar nu, och en annan adress. Börja om från /feed.",
        "This page has other members now, and another address. Start again from /feed.",
    ),
    "not-kept": (
        "Den utgåva som adressen {path} nämner finns inte kvar här.",
        "The release that {path} names is not kept here.",
    ),
    "format-other": (
        "Svaret på den här frågan kan inte skrivas som {name}. Det här går: {names} ({types}).",
        "The answer to this query cannot be written as {name}. These can: {names} ({types}).",
    ),
    "format-unfit": (
        "Svaret kan inte skrivas i det formatet: {reason}",
        "The answer cannot be written in that format: {reason}",
    ),
    "answer-too-long": (
        "Svaret är längre än {limit} byte. Fråga efter färre uppgifter, eller lägg till LIMIT.",
        "The answer is longer than {limit} bytes. Ask for less, or add LIMIT.",
    ),
    "query-crowded": (
        "Just nu ställs för många frågor. Försök igen om en stund.",
        "Too many queries are asked at the moment. Try again in a while.",
    ),
    "query-deadline": (
        "Frågan tog längre tid än {seconds} sekunder. Fråga efter mindre på en gång.",
        "The query took longer than {seconds} seconds. Ask for less at a time.",
    ),
    "query-exhausted": (
        "Frågan kunde inte slutföras: troligen behövde den för mycket minne. Fråga efter mindre.",
        "The query could not be finished: probably it needed too much memory. Ask for less.",
    ),
    "query-fields": (
        "Anropet har fler än {most} parametrar.",
        "The request has more than {most} parameters.",
    ),
    "query-long": (
        "Frågan får vara högst {limit} byte lång.",
        "A query may be {limit} bytes long at most.",
    ),
    "query-failed": (
        "Frågan kan inte besvaras: {reason}",
        "The query cannot be answered: {reason}",
    ),
    "query-missing": (
        (
            "Ingen fråga kom med. Skicka en i parametern query, eller som application/sparql-query "
            "med POST."
        ),
        "No query came. Send one in the parameter query, or as application/sparql-query by POST.",
    ),
    "query-several": (
        "Flera frågor kom med. Skicka en, antingen i adressen eller i innehållet.",
        "Several queries came. Send one, either in the address or in the body.",
    ),
    "query-early-end": (
        "Rad {line}, kolumn {column}: frågan slutar för tidigt, eller så är något inte avslutat.",
        "Line {line}, column {column}: the query ends too early, or something in it is not closed.",
    ),
    "query-prefix": (
        "Rad {line}, kolumn {column}: ett prefix används som ingen PREFIX-rad anger.",
        "Line {line}, column {column}: a prefix is used that no PREFIX line declares.",
    ),
    "query-read-only": (
        "Den här tjänsten kan bara läsas: en uppdatering är ingen fråga.",
        "This service is read only: an update is no query.",
    ),
    "query-too-deep": (
        "Frågans parenteser är nästlade mer än {text} gånger.",
        "The brackets of the query nest more than {text} deep.",
    ),
    "query-unexpected": (
        "Rad {line}, kolumn {column}: här står något som inte är SPARQL 1.1: {text}",
        "Line {line}, column {column}: this is not SPARQL 1.1: {text}",
    ),
    "query-text": (
        "Frågan är inte skriven i UTF-8.",
        "The query is not written in UTF-8.",
    ),
    "query-type": (
        (
            "En fråga skickas som application/sparql-query eller "
            "application/x-www-form-urlencoded, inte som {type}."
        ),
        (
            "A query is sent as application/sparql-query or "
            "application/x-www-form-urlencoded, not as {type}."
        ),
    ),
    "query-update": (
        "Tjänsten kan bara läsas: uppdateringar (update) tas inte emot.",
        "This service is read only: updates are not accepted.",
    ),
    "search-missing": (
        "Parametern q saknas: skicka det som söks i den.",
        "The parameter q is missing: send what to search for in it.",
    ),
    "service-refused": (
        (
            "SERVICE följs inte. Den här tjänsten frågar bara dessa andra, med adressen utskriven "
            "i frågan: {listed}."
        ),
        (
            "SERVICE is refused. This service asks only these others, with the address written "
            "in the query: {listed}."
        ),
    ),
    "service-failed": (
        "En tjänst som frågan vänder sig till med SERVICE svarade inte som den skulle.",
        "An endpoint that the query asks by SERVICE did not answer as it should.",
    ),
    "service-none": (
        "SERVICE följs inte: den här tjänsten frågar inga andra.",
        "SERVICE is refused: this service asks no other.",
    ),
    "reconcile-no-id": (
        "Parametern id saknas: skicka ett id i den, som kommun/2417.",
        "The parameter id is missing: send an id in it, such as kommun/2417.",
    ),
    "reconcile-nothing": (
        "Skicka frågor i fältet queries, eller be om värden i fältet extend.",
        "Send queries in the field queries, or ask for values in the field extend.",
    ),
    "reconcile-unknown": (
        "Den här utgåvan har inget med id {id}.",
        "This release has nothing with the id {id}.",
    ),
    "reviving": (
        "Den här äldre utgåvan ligger inte framme och måste först återställas. Försök igen senare.",
        "This earlier release is not at hand and must be restored first. Try again later.",
    ),
    "static": (
        (
            "Den här kopian av webbplatsen består av färdiga filer och kan inte svara på {path}: "
            "frågor, sökning, urval, jämförelser och tidigare tillstånd finns bara där "
            "webbplatsen körs."
        ),
        (
            "This copy of the site consists of ready files and cannot answer {path}: queries, "
            "search, filters, comparisons and earlier states exist only where the site itself runs."
        ),
    ),
    "stalled": (
        "Anropets innehåll kom inte fram inom en minut.",
        "The body of the request did not come within a minute.",
    ),
    "too-often": (
        (
            "Härifrån kommer fler än {limit} anrop i minuten. Vänta {seconds} s före nästa, som "
            "Retry-After säger."
        ),
        (
            "More than {limit} requests a minute come from here. Wait {seconds} s before the next "
            "one, as Retry-After says."
        ),
    ),
    "too-often-batch": (
        (
            "Härifrån kommer fler än {limit} anrop i minuten, när varje fråga i en sats räknas som "
            "ett. Vänta {seconds} s före nästa sats, som Retry-After säger."
        ),
        (
            "More than {limit} requests a minute come from here, where each query of a batch "
            "counts as one. Wait {seconds} s before the next batch, as Retry-After says."
        ),
    ),
    "metrics-closed": (
        (
            "Driftens mått är inte öppna för den adress som anropet kommer från. Den som sköter "
            "tjänsten öppnar dem med serve.metrics."
        ),
        (
            "The metrics are not open to the address that the request comes from. Whoever runs the "
            "service opens them by serve.metrics."
        ),
    ),
    "unpublished": (
        "Här har inget publicerats än. Försök igen senare.",
        "Nothing has been published here yet. Try again later.",
    ),
    "unavailable": (
        "Uppgifterna kan inte läsas just nu. Försök igen om en stund.",
        "The data cannot be read at the moment. Try again in a while.",
    ),
}
