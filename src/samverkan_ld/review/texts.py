"""What the pages of the review say, in Swedish and English."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.languages import Pair, in_language
from samverkan_ld.review.wording import WORDING

_PAGES: Final[Mapping[str, Pair]] = {
    "started": (
        "Granska på {address}\nAdressen gäller en gång. Avsluta med Ctrl-C",
        "Review on {address}\nThe address is good for once. End with Ctrl-C",
    ),
    "begin": ("Granska en artikel", "Review an article"),
    "begin-note": (
        (
            "Ge en sida: en sparad webbsida (HTML, MHTML), ett sparat mejl (EML), en textfil eller "
            "text som du klistrar in. Inget lämnar datorn."
        ),
        (
            "Give a page: a saved web page (HTML, MHTML), a saved mail (EML), a text file, or text "
            "that you paste. Nothing leaves this computer."
        ),
    ),
    "begin-file": ("Fil", "File"),
    "begin-drop": (
        "Släpp en fil här eller välj en. Även ett utkast (JSON) som extract har skrivit går bra.",
        "Drop a file here, or choose one. A draft (JSON) that extract has written will do too.",
    ),
    "begin-text": ("Text eller HTML", "Text or HTML"),
    "begin-go": ("Sök uppgifter", "Find the facts"),
    "languages": ("Språk", "Language"),
    "skip-text": ("Till texten", "To the text"),
    "skip-record": ("Till uppgifterna", "To the record"),
    "review": ("Granskning", "Review"),
    "home": ("Granska en annan artikel", "Review another article"),
    "refused-unknown": (
        (
            "Sidan visas bara för den som har öppnat adressen som kommandot skrev ut. "
            "Gå tillbaka till terminalen och öppna den, eller kör samverkan-ld review igen."
        ),
        (
            "The page is shown only to those who opened the address that the command printed. "
            "Go back to the terminal and open it, or run samverkan-ld review again."
        ),
    ),
    "refused-used": (
        "Adressen är redan använd: den gäller en gång. Kör samverkan-ld review igen.",
        "The address has been used already: it is good for once. Run samverkan-ld review again.",
    ),
    "refused-elsewhere": (
        "Frågan kommer från en annan sida. Skriv adressen i webbläsarens adressfält i stället.",
        "The request comes from another page. Type the address into the browser instead.",
    ),
    "refused-host": (
        "Sidan finns bara på adressen som kommandot skrev ut.",
        "The page is found only at the address that the command printed.",
    ),
    "refused-missing": (
        "Här finns inget. Granskningar försvinner när programmet avslutas.",
        "There is nothing here. Reviews are gone when the program has ended.",
    ),
    "refused-large": (
        "Det är för mycket: en sida får vara högst fem megabyte.",
        "That is too much: a page may be five megabytes at most.",
    ),
    "refused-other": ("Frågan kunde inte besvaras.", "The request could not be answered."),
    "failed": (
        "Ett fel i programmet. Det står i terminalen.",
        "A fault of the program. It is told in the terminal.",
    ),
    "unsaved": (
        "Sparas inte förrän felen är rättade.",
        "Not saved until the violations are corrected.",
    ),
    "undecided-one": (
        (
            "Sparas inte än: 1 uppgift är varken godkänd, ändrad eller borttagen. Håll den mot "
            "texten; ”Godkänn resten” godkänner den."
        ),
        (
            "Not saved yet: 1 value is neither accepted, changed nor removed. Hold it against the "
            "text; “Accept the rest” accepts it."
        ),
    ),
    "undecided-many": (
        (
            "Sparas inte än: {number} uppgifter är varken godkända, ändrade eller borttagna. Håll "
            "dem mot texten; ”Godkänn resten” godkänner dem."
        ),
        (
            "Not saved yet: {number} values are neither accepted, changed nor removed. Hold them "
            "against the text; “Accept the rest” accepts them."
        ),
    ),
    "undecided-who": (
        (
            "Sparas inte än: någon med samma namn är redan publicerad. Välj om det är en ny person "
            "eller den."
        ),
        (
            "Not saved yet: somebody of the same name is published already. Choose whether this "
            "is a new person, or that one."
        ),
    ),
    "stale": (
        (
            "Granskningen har ändrats i en annan flik, och inget därifrån skrivs över. Ladda om "
            "sidan för att se det; det du har skrivit här sedan dess följer inte med."
        ),
        (
            "The review was changed in another tab, and nothing of that is overwritten. Reload the "
            "page to see it; what you wrote here since then does not come along."
        ),
    ),
    "earlier-reviewed": ("granskad {day}", "reviewed {day}"),
    "earlier-unreviewed": ("inte granskad", "not reviewed"),
    "finding-earlier": (
        (
            "Webbplatsen har redan en post om artikeln: {file}. Välj om den ersätts, eller om det "
            "här är en annan artikel."
        ),
        (
            "The site has a record of the article already: {file}. Choose whether it is replaced, "
            "or whether this is another article."
        ),
    ),
    "finding-by-hand": (
        (
            "Webbplatsen har redan en post om artikeln, skriven för hand: {file}. Rätta den filen, "
            "eller välj att det här är en annan artikel."
        ),
        (
            "The site has a record of the article already, written by hand: {file}. Correct that "
            "file, or choose that this is another article."
        ),
    ),
    "note-fault": (
        "En annan fil på webbplatsen kan inte läsas och räknas inte med: {reason}",
        "Another file of the site cannot be read, and is left out: {reason}",
    ),
    "finding-contact": (
        (
            "Säger inget på sidan. Av den som bara är kontakt publiceras roll och organisation, "
            "inte namnet, om webbplatsen inte är inställd på annat (privacy.contacts)."
        ),
        (
            "Says nothing on the page. Of a mere contact, role and organisation are published and "
            "not the name, unless the site is set otherwise (privacy.contacts)."
        ),
    ),
    "finding-person": (
        "Den valda personen finns inte bland de föreslagna. Välj på nytt.",
        "The person chosen is not among those offered. Choose again.",
    ),
    "finding-organisation": (
        "”{name}” kan vara flera organisationer. Välj vilken, eller ingen av dem.",
        "“{name}” may be several organisations. Choose which, or none of them.",
    ),
    "finding-nowhere": (
        "Rollen har ingen organisation och kommer inte med i posten.",
        "The role has no organisation, and is left out of the record.",
    ),
    "finding-repeats": (
        (
            "Rutan upprepar källans mening. Återge saken med egna ord, eller ange att källan är "
            "er egen."
        ),
        (
            "The box repeats a sentence of the source. Use your own words, or state that the "
            "source is your own."
        ),
    ),
}

_TEXTS: Final = {**_PAGES, **WORDING}


def say(language: str, key: str, **values: object) -> str:
    """Give a text in a language, with its values filled in."""
    return in_language(_TEXTS[key], language).format(**values)


def wording(language: str) -> dict[str, str]:
    """Give the texts that scripts use, by their keys."""
    return {key: in_language(texts, language) for key, texts in WORDING.items()}
