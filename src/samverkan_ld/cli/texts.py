"""What the command line says, in Swedish and English."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.languages import Pair

TEXTS: Final[Mapping[str, Pair]] = {
    "violation": ("FEL", "VIOLATION"),
    "warning": ("VARNING", "WARNING"),
    "info": ("UPPLYSNING", "INFO"),
    "focus": ("gäller", "focus"),
    "path": ("egenskap", "path"),
    "value": ("värde", "value"),
    "elsewhere": ("också här ({count}):", "here, too ({count}):"),
    "conforms": ("Uppgifterna följer formerna", "The data conform to the shapes"),
    "fails": (
        "Uppgifterna följer inte formerna; inget har publicerats",
        "The data do not conform to the shapes; nothing is published",
    ),
    "fails_check": (
        "Uppgifterna följer inte formerna",
        "The data do not conform to the shapes",
    ),
    "counts": (
        "{violation} fel, {warning} varningar, {info} upplysningar",
        "{violation} violations, {warning} warnings, {info} infos",
    ),
    "ungated": (
        "Inga former: inget har granskats",
        "No shapes: nothing has been judged",
    ),
    "lacking_mandatory": (
        "Katalogen (DCAT-AP-SE) saknar i {file}: {keys}",
        "The catalogue (DCAT-AP-SE) lacks in {file}: {keys}",
    ),
    "lacking_recommended": (
        "Rekommenderas också i {file}: {keys}",
        "Recommended besides in {file}: {keys}",
    ),
    "hidden": (
        "Varningar och upplysningar räknas bara här; alla visas av: samverkan-ld check",
        "Warnings and infos are only counted here; all are shown by: samverkan-ld check",
    ),
    "skipped": (
        "Hoppar över {file}: inget läser sådana filer",
        "Skipping {file}: nothing reads such files",
    ),
    "timing": (
        "hitta s  döma s  prövade  brister  form",
        " find s  judge s   tried   failing  shape",
    ),
    "timing_total": ("sammanlagt", "in all"),
    "left": ("  pySHACL dömer ensam: {reason}", "  judged by pySHACL alone: {reason}"),
    "published": ("Publicerade {id}", "Published {id}"),
    "unchanged": (
        "Inget har ändrats; {id} gäller fortfarande",
        "Nothing has changed; {id} stays current",
    ),
    "clock": (
        "Klockan går efter den senaste utgåvan: den nya dateras {created}",
        "The clock is behind the newest release: the new one is dated {created}",
    ),
    "ended": (
        "Upphör: {iri} ({kind}, {reason}){successors}",
        "Ends: {iri} ({kind}, {reason}){successors}",
    ),
    "ended_replaced": ("ersatt", "replaced"),
    "ended_merged": ("sammanslagen", "merged"),
    "ended_split": ("delad", "split"),
    "ended_withdrawn": ("indragen", "withdrawn"),
    "ended_more": ("och {count} till", "and {count} more"),
    "unknown": (
        "{source}: {iri} har aldrig getts ut här; är den rätt skriven?",
        "{source}: {iri} was never released here; is it spelt right?",
    ),
    "would": (
        "Skulle publicera {created} nya, {updated} ändrade och {withdrawn} borttagna saker",
        "Would publish {created} new, {updated} updated and {withdrawn} withdrawn things",
    ),
    "created": ("ny", "created"),
    "updated": ("ändrad", "updated"),
    "withdrawn": ("borttagen", "withdrawn"),
    "compared": ("Från {before} till {after}", "From {before} to {after}"),
    "compared_counts": (
        "{created} nya, {updated} ändrade, {withdrawn} borttagna",
        "{created} created, {updated} updated, {withdrawn} withdrawn",
    ),
    "compared_same": ("Inget skiljer dem åt", "Nothing differs"),
    "graphs": ("{quads} utsagor i {graphs} grafer", "{quads} quads in {graphs} graphs"),
    "current": ("gäller nu", "current"),
    "verified": ("{id}: allt stämmer", "{id}: all is well"),
    "rolled_back": ("{id} gäller nu", "{id} is current now"),
    "exporting": ("skriver", "exporting"),
    "exported": (
        "{id}: {resources} resurser, {files} filer; nginx läser {folder}/nginx",
        "{id}: {resources} resources, {files} files; nginx reads {folder}/nginx",
    ),
    "moved": (
        "Omdirigeringar från den gamla adressen, för nginx: {file}",
        "Redirects from the old address, for nginx: {file}",
    ),
    "unpruned": (
        "Filer i objects/ är kvar: vilka som behövs kan inte avgöras ({reason})",
        "Files in objects/ were left: which are needed cannot be told ({reason})",
    ),
    "current_gone": (
        "{id} gäller nu men saknas; välj en annan med: samverkan-ld releases rollback ID",
        "{id} is current but not there; choose another with: samverkan-ld releases rollback ID",
    ),
    "pruned": ("Tog bort {count} utgåvor", "Removed {count} releases"),
    "written": (
        "Skrev en webbplats i {folder}. Nästa steg: cd {folder} && samverkan-ld publish",
        "Wrote a site in {folder}. Next: cd {folder} && samverkan-ld publish",
    ),
    "life_name": ("namn", "name"),
    "life_state": ("tillstånd", "state"),
    "life_current": ("gäller", "current"),
    "life_replaced": ("ersatt", "replaced"),
    "life_merged": ("sammanslagen", "merged"),
    "life_split": ("delad", "split"),
    "life_withdrawn": ("återkallad", "withdrawn"),
    "life_erased": ("raderad", "erased"),
    "life_undescribed": ("beskrivs inte längre", "no longer described"),
    "life_released": ("först utgiven", "first released"),
    "life_changed": ("senast ändrad", "last changed"),
    "life_ended": ("upphörde", "ended"),
    "life_reason": ("orsak", "reason"),
    "life_declared": ("enligt", "declared in"),
    "life_successor": ("efterträds av", "succeeded by"),
    "life_final": ("numera av", "by now by"),
    "life_replaces": ("träder i stället för", "comes in the place of"),
    "life_source": ("beskrivs i", "described in"),
    "erased": (
        "Raderade {things} identifierare ur {releases} utgåvor; {id} gäller nu",
        "Erased {things} identifiers from {releases} releases; {id} is current now",
    ),
    "erased_values": (
        "Raderade tidigare värden ur {releases} utgåvor; {id} gäller nu",
        "Erased earlier values from {releases} releases; {id} is current now",
    ),
    "erased_no_values": (
        (
            "Ingen utgåva som finns kvar har andra värden än de nuvarande; lagringen byggdes om, "
            "ifall den mindes äldre; {id} gäller nu"
        ),
        (
            "No release that is kept has other values than the present ones; the stores were built "
            "anew, in case they remembered older ones; {id} is current now"
        ),
    ),
    "erased_before": (
        "Det finns inget kvar att radera; filerna är genomsökta efter identifieraren",
        "Nothing is left to be erased; the files were searched for the identifier",
    ),
    "erase_refused": (
        "Ta bort det också ur dessa filer (med rader); innan dess publiceras ingenting:",
        "Remove it from these files too (with lines); nothing is published before that:",
    ),
    "erase_doubtful": (
        "Det kan finnas kvar i dessa filer (med rader), men kan också gälla någon annan:",
        "These files may still hold it (with lines), but it may be about somebody else:",
    ),
    "erase_outside": (
        "Gör detsamma med säkerhetskopior, git och loggar; flödet säger till dem som har kopior",
        "Do the same in back-ups, git and logs; the feed tells those who hold copies",
    ),
    "drafted": (
        "Skrev {file} (granska med: samverkan-ld review {draft})",
        "Wrote {file} (review it with: samverkan-ld review {draft})",
    ),
    "no_headline": ("ingen rubrik", "no headline"),
    "no_date": ("inget datum", "no date"),
    "no_persons": ("Inga personer hittades", "No persons were found"),
    "unlinked": (
        "  ? finns inte i registret, eller kan vara flera organisationer där",
        "  ? is not in the register, or may be several organisations there",
    ),
    "notice_unsure-name": (
        "  {words} är kanske ingen person: bara det som sägs om namnet talar för det",
        "  {words} may be no person: only what is said of the name speaks for one",
    ),
    "notice_not-swedish": (
        "  Texten är inte på svenska ({words}): roller och tider saknas ofta",
        "  The text is not in Swedish ({words}): roles and times are often missing",
    ),
    "notice_several-articles": (
        "  Sidan har flera publiceringsdagar ({words}), och kan vara flera artiklar",
        "  The page has several days of publication ({words}), and may be several articles",
    ),
    "notice_distant-organisation": (
        "  {words} står långt från en titel som har fått den: se efter att rollen är där",
        "  {words} stands far from a title that was given it: see whether the role is there",
    ),
    "notice_no-register": (
        "  Webbplatsen har inget register (data/register): ingen organisation kan länkas",
        "  The site has no register (data/register): no organisation can be linked",
    ),
    "responsible": ("kontakt eller ansvarig", "contact or responsible"),
    "unfounded": (
        (
            "Webbplatsen säger inte med vilket stöd den publicerar personer (privacy.basis_sv, "
            "privacy.basis_en), och sidan /om/personuppgifter säger att det saknas"
        ),
        (
            "The site does not state on what legal basis it publishes persons (privacy.basis_sv, "
            "privacy.basis_en), and the page /om/personuppgifter says that it is missing"
        ),
    ),
    "unreachable": (
        (
            "Webbplatsen säger inte vart man vänder sig för att rätta eller invända "
            "(publisher.name, publisher.contact)"
        ),
        (
            "The site does not state whom to turn to for a correction or an objection "
            "(publisher.name, publisher.contact)"
        ),
    ),
    "stale": (
        (
            "{count} roller har ingen källa styrkt under året före {day}: se efter om de gäller, "
            "och ge dem ett slut eller en ny källa"
        ),
        (
            "No source has vouched for {count} roles in the year before {day}: see whether they "
            "are still held, and give them an end or a new source"
        ),
    ),
    "fresh": (
        "Inga roller utan slut har stått utan källa under året före {day}",
        "No role without an end has been without a source in the year before {day}",
    ),
    "observed": ("iakttagen", "observed"),
    "endless": ("utan slut", "no end"),
    "column_day": ("dag", "day"),
    "column_told": ("uppgift", "told"),
    "column_holder": ("vem", "who"),
    "column_role": ("roll", "role"),
    "column_source": ("källa", "source"),
    "column_person": ("person", "person"),
    "column_title": ("roll", "role"),
    "column_organisation": ("organisation", "organisation"),
    "column_time": ("tid", "time"),
    "column_evidence": ("tecken och ordalydelse", "characters and wording"),
    "tested": ("{url} prövas med:", "{url} is tested by:"),
    "tested_counts": (
        "{ok} ok, {failed} fel, {inapplicable} ej tillämpliga, {untested} ej prövade",
        "{ok} ok, {failed} failed, {inapplicable} not applicable, {untested} not tested",
    ),
    "verdict_ok": ("ok", "ok"),
    "verdict_failed": ("fel", "failed"),
    "verdict_inapplicable": ("ej tillämplig", "not applicable"),
    "verdict_untested": ("ej prövad", "not tested"),
    "level_SHALL": ("ska", "shall"),
    "level_SHOULD": ("bör", "should"),
    "level_MAY": ("kan", "may"),
    "reading": ("läser", "reading"),
    "validating": ("granskar", "validating"),
    "archiving": ("arkiverar", "archiving"),
    "storing": ("bygger", "storing"),
    "verifying": ("jämför", "verifying"),
    "erasing": ("raderar", "erasing"),
    "dumping": ("skriver dumpar", "writing the dumps"),
    "renewing": ("bygger om", "building anew"),
    "testing": ("prövar", "testing"),
}
"""A text by its name; names of values stand in braces."""
