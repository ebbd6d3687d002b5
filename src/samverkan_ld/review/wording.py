"""What the scripts of the review say, in Swedish and English; `{…}` is filled in by them."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.languages import Pair

WORDING: Final[Mapping[str, Pair]] = {
    # the parts of the page
    "text": ("Artikelns text", "Text of the article"),
    "text-hint": (
        (
            "Markera ord i texten för att lägga till något. Med tangentbord: skift och pilar, "
            "sedan bokstaven för vad det är, eller Enter för att välja."
        ),
        (
            "Select words in the text to add something. By keyboard: shift and arrows, then the "
            "letter of what it is, or Enter to choose."
        ),
    ),
    "record": ("Uppgifterna", "The record"),
    "notices": ("Att se över", "To look at"),
    "article": ("Artikeln", "The article"),
    "persons": ("Personer", "Persons"),
    "report": ("Granskning mot reglerna", "Judged by the shapes"),
    "legend": ("Tecken i texten", "Marks in the text"),
    "shortcuts": ("Kortkommandon", "Keyboard shortcuts"),
    # kinds of values
    "kind-headline": ("rubrik", "headline"),
    "kind-date": ("datum", "date"),
    "kind-name": ("namn", "name"),
    "kind-mention": ("omnämnd igen", "mentioned again"),
    "kind-title": ("titel", "title"),
    "kind-organisation": ("organisation", "organisation"),
    "kind-time": ("tid", "time"),
    "kind-responsible": ("ansvar", "responsibility"),
    "kind-statement": ("uttalande", "statement"),
    # fields
    "title": ("Rubrik", "Headline"),
    "published": ("Publicerad", "Published"),
    "published-hint": ("ÅÅÅÅ-MM-DD", "YYYY-MM-DD"),
    "language": ("Språk (kod)", "Language (code)"),
    "publisher": ("Utgivare", "Publisher"),
    "publisher-hint": (
        "Organisationen som publicerade artikeln, ur registret",
        "The organisation that published the article, from the register",
    ),
    "url": ("Webbadress (får stå tom)", "Web address (may be empty)"),
    "english": ("Rubrik på engelska (får stå tom)", "Headline in English (may be empty)"),
    "own": (
        "Källan är vår egen: dess egna meningar får återges",
        "The source is our own: its own sentences may be used",
    ),
    "name": ("Namn", "Name"),
    "role": ("Roll {number}", "Role {number}"),
    "role-title": ("Titel", "Title"),
    "role-organisation": ("Organisation", "Organisation"),
    "role-from": ("Från", "From"),
    "role-to": ("Till", "To"),
    "moment-hint": ("2017, 2017-05", "2017, 2017-05"),
    "responsible": ("Ansvarar för sidan", "Responsible for the page"),
    "statement": ("Uttalande {number}", "Statement {number}"),
    "statement-box": (
        "Med egna ord (får stå tomt)",
        "In your own words (may be empty)",
    ),
    "statement-own": ("Använd meningen (F2)", "Use the sentence (F2)"),
    "concept": ("i rollistan", "in the role list"),
    "concept-none": (
        "inte i rollistan: bara källans ord sparas",
        "not in the role list: only the source's words are kept",
    ),
    # who and what
    "who": ("Vem är det?", "Who is this?"),
    "who-new": ("Ny person", "A new person"),
    "who-known": ("{label}, som redan är publicerad", "{label}, published already"),
    "who-waits": (
        "Välj vem det är: en ny person, eller en som redan är publicerad.",
        "Choose who this is: a new person, or one who is published already.",
    ),
    "which": ("Vilken organisation är det?", "Which organisation is this?"),
    "which-none": (
        "Ingen av dem: en organisation som bara artikeln nämner",
        "None of them: an organisation that only the article mentions",
    ),
    "link": ("i registret: {label}", "in the register: {label}"),
    "link-open": ("Öppna {label}", "Open {label}"),
    "link-none": (
        "inte i registret: blir en organisation som bara artikeln nämner",
        "not in the register: becomes an organisation that only the article mentions",
    ),
    "link-choose": ("flera i registret: välj", "several in the register: choose"),
    "earlier": (
        "Webbplatsen har redan en post om artikeln",
        "The site has a record of the article already",
    ),
    "earlier-replace": (
        (
            "Ersätt {file} ({about}): nycklarna behålls för det som är detsamma, det som är ändrat "
            "för hand i filen försvinner"
        ),
        (
            "Replace {file} ({about}): what is the same keeps its key, what was changed in the "
            "file by hand is lost"
        ),
    ),
    "earlier-other": (
        "Det här är en annan artikel: spara en post till",
        "This is another article: save one more record",
    ),
    # what one does
    "accept": ("Godkänn", "Accept"),
    "accept-value": ("Godkänn {label}: {text}", "Accept {label}: {text}"),
    "accept-person": ("Godkänn allt om {name}", "Accept everything about {name}"),
    "accept-rest": ("Godkänn resten", "Accept the rest"),
    "accepted": ("{done} av {all} godkända", "{done} of {all} accepted"),
    "remove": ("Ta bort", "Remove"),
    "remove-value": ("Ta bort {label}: {text}", "Remove {label}: {text}"),
    "remove-person": ("Ta bort {name}", "Remove {name}"),
    "remove-role": ("Ta bort roll {number} för {name}", "Remove role {number} of {name}"),
    "remove-statement": (
        "Ta bort uttalande {number} av {name}",
        "Remove statement {number} of {name}",
    ),
    "add-person": ("Lägg till person", "Add a person"),
    "add-role": ("Lägg till roll", "Add a role"),
    "unnamed": ("namnlös", "no name"),
    "undo": ("Ångra", "Undo"),
    "save": ("Spara", "Save"),
    "unsupported": ("utan stöd i texten", "not in the text"),
    "unsupported-from": ("ur {origin}, inte ur texten", "from {origin}, not from the text"),
    # adding by selection
    "chosen": ("Markerat: ”{text}”", "Selected: “{text}”"),
    "chosen-for": ("Gäller", "About"),
    "chosen-is": ("Vad är det?", "What is it?"),
    "target-role": ("{name}: {role}", "{name}: {role}"),
    "target-new": ("{name}: ny roll", "{name}: a new role"),
    "add-name": ("Ny person", "New person"),
    "add-title": ("Titel", "Title"),
    "add-organisation": ("Organisation", "Organisation"),
    "add-from": ("Från", "From"),
    "add-to": ("Till", "To"),
    "add-statement": ("Uttalande", "Statement"),
    "add-headline": ("Rubrik", "Headline"),
    "add-date": ("Datum", "Date"),
    "key-name": ("n", "n"),
    "key-title": ("t", "t"),
    "key-organisation": ("o", "o"),
    "key-from": ("f", "f"),
    "key-to": ("l", "u"),
    "key-statement": ("u", "s"),
    "key-headline": ("r", "h"),
    "key-date": ("d", "d"),
    "needs-person": (
        "Lägg först till personen: markera namnet och tryck {key}.",
        "Add the person first: select the name and press {key}.",
    ),
    # what happened
    "done-added": ("Tillagt som {kind}: {text}", "Added as {kind}: {text}"),
    "done-removed": ("Borttaget. Ångra med Ctrl+Z.", "Removed. Undo with Ctrl+Z."),
    "done-undone": ("Ångrat.", "Undone."),
    "done-nothing": ("Det finns inget att ångra.", "There is nothing to undo."),
    "done-all": ("Allt är godkänt.", "Everything is accepted."),
    "saving": ("Sparar …", "Saving …"),
    "saved-changed": (
        "Sparat, men utan det du ändrade medan det sparades.",
        "Saved, but without what you changed meanwhile.",
    ),
    "saved": (
        "Sparat i {file}. Nästa steg: samverkan-ld publish",
        "Saved in {file}. Next: samverkan-ld publish",
    ),
    "saved-download": (
        (
            "Posten hämtas. Lägg den i mappen data/articles på webbplatsen och kör där: "
            "samverkan-ld publish"
        ),
        (
            "The record is being downloaded. Put it into data/articles of the site, and run there: "
            "samverkan-ld publish"
        ),
    ),
    # the report
    "checking": ("Granskar …", "Checking …"),
    "conforms": ("Inga fel", "No violations"),
    "violations-one": ("1 fel", "1 violation"),
    "violations-many": ("{number} fel", "{number} violations"),
    "warnings-one": ("1 varning", "1 warning"),
    "warnings-many": ("{number} varningar", "{number} warnings"),
    "infos-one": ("1 upplysning", "1 note"),
    "infos-many": ("{number} upplysningar", "{number} notes"),
    "severity-violation": ("Fel", "Violation"),
    "severity-warning": ("Varning", "Warning"),
    "severity-info": ("Upplysning", "Note"),
    "bad-day": ("Skriv dagen som ÅÅÅÅ-MM-DD.", "Write the day as YYYY-MM-DD."),
    "bad-moment": (
        "Skriv år, månad eller dag: 2017, 2017-05 eller 2017-05-01.",
        "Write a year, month or day: 2017, 2017-05 or 2017-05-01.",
    ),
    "bad-url": (
        "Skriv hela adressen, som https://www.exempel.se/artikel.",
        "Write the whole address, as https://www.exempel.se/artikel.",
    ),
    "bad-language": ("Skriv språkets kod, som sv.", "Write the code of the language, as sv."),
    "bad-name": (
        "Skriv personens namn, eller ta bort personen.",
        "Write the person's name, or remove the person.",
    ),
    "bad-role": (
        "Skriv titel eller organisation, eller ta bort rollen.",
        "Write a title or organisation, or remove the role.",
    ),
    "lost": (
        (
            "Programmet svarar inte. Det du har skrivit finns kvar på sidan; starta samverkan-ld "
            "review igen."
        ),
        (
            "The program does not answer. What you wrote is still on this page; start samverkan-ld "
            "review again."
        ),
    ),
    # things to look at
    "notice-no-date": ("Publiceringsdatum saknas", "There is no date of publication"),
    "notice-no-title": ("Rubrik saknas", "There is no headline"),
    "notice-ambiguous": ("Kan vara flera organisationer", "May be several organisations"),
    "notice-candidates": (
        "Kan vara en person som redan är publicerad",
        "May be a person who is published already",
    ),
    "notice-unknown": ("Finns inte i registret", "Not in the register"),
    "notice-concept": ("Finns inte i rollistan", "Not in the role list"),
    "notice-statements": (
        "Uttalanden som väntar på egna ord, eller får stå tomma",
        "Statements that wait for your own words, or may stay empty",
    ),
    "notice-unsure-name": (
        "Kanske ingen person (bara det som sägs om namnet talar för det)",
        "Perhaps no person (only what is said of the name speaks for one)",
    ),
    "notice-not-swedish": (
        "Texten är inte på svenska: roller och tider saknas ofta",
        "The text is not in Swedish: roles and times are often missing",
    ),
    "notice-several-articles": (
        "Sidan har flera publiceringsdagar, och kan vara flera artiklar",
        "The page has several days of publication, and may be several articles",
    ),
    "notice-distant-organisation": (
        "Står långt från en titel som har fått den",
        "Stands far from a title that was given it",
    ),
    "notice-no-register": (
        (
            "Webbplatsen har inget register (data/register): varje organisation blir en som bara "
            "artikeln nämner, också kommuner och regioner"
        ),
        (
            "The site has no register (data/register): every organisation becomes one that only "
            "the article mentions, municipalities and regions too"
        ),
    ),
    "notice-none": ("Inget särskilt.", "Nothing in particular."),
    # where a review is begun
    "reading": ("Läser …", "Reading …"),
    # shortcuts
    "keys-accept": (
        "godkänn värdet och gå till nästa som väntar",
        "accept the value and go to the next that waits",
    ),
    "keys-own": (
        "ta över källans mening (om källan är vår egen)",
        "take over the source's sentence (if the source is our own)",
    ),
    "keys-pane": ("växla mellan text och uppgifter", "switch between text and record"),
    "keys-go": (
        "i texten: gå till värdet vid markören",
        "in the text: go to the value at the caret",
    ),
    "keys-undo": ("ångra", "undo"),
    "keys-save": ("spara", "save"),
    "keys-escape": ("släpp markeringen", "let go of the selection"),
}
