"""The ways in which Swedish pages say who has which role: a table of invented examples.

Each case is a text and what it says: for each person the roles, as title, organisation, from, to.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.interchange import write
from samverkan_ld.extraction.pages.page import read_page

Role = tuple[str | None, ...]
Case = tuple[str, Mapping[str, Sequence[Role]]]

LINES: Final[Sequence[Case]] = [
    (
        "• Karin Lind, utvecklingschef Arvika kommun, säger att det går bra",
        {"Karin Lind": [("utvecklingschef", "Arvika kommun")]},
    ),
    (
        "- Karin Lind, utvecklingschef, Arvika kommun",
        {"Karin Lind": [("utvecklingschef", "Arvika kommun")]},
    ),
    ("Karin Lind, Arvika kommun", {"Karin Lind": [(None, "Arvika kommun")]}),
    ("Bo Ek, VD SKR 2017-2019", {"Bo Ek": [("VD", "SKR", "2017", "2019")]}),
    ("Bo Ek, KSO Arvika kommun", {"Bo Ek": [("KSO", "Arvika kommun")]}),
    ("Bo Ek KSO Arvika kommun", {"Bo Ek": [("KSO", "Arvika kommun")]}),
    (
        "Deltagare från Region Värmland\nKarin Lind\nBo Ek\nSara Alm",
        {
            "Karin Lind": [(None, "Region Värmland")],
            "Bo Ek": [(None, "Region Värmland")],
            "Sara Alm": [(None, "Region Värmland")],
        },
    ),
    (
        "Region Värmland\nKarin Lind\nBo Ek",
        {"Karin Lind": [(None, "Region Värmland")], "Bo Ek": [(None, "Region Värmland")]},
    ),
    (
        "Arvika kommun:\n• Karin Lind\n• Bo Ek",
        {"Karin Lind": [(None, "Arvika kommun")], "Bo Ek": [(None, "Arvika kommun")]},
    ),
    ("Ordförande Karin Lind", {"Karin Lind": [("Ordförande", None)]}),
    (
        "Ordförande: Karin Lind\nSekreterare: Bo Ek",
        {"Karin Lind": [("Ordförande", None)], "Bo Ek": [("Sekreterare", None)]},
    ),
    (
        "Ylva Sand, enhetschef Kommunal utveckling, Region Jönköpings län",
        {"Ylva Sand": [("enhetschef Kommunal utveckling", "Region Jönköpings län")]},
    ),
    (
        (
            "Styrgrupp\nOrdförande: Bo Alm, regiondirektör, Region Skåne\nLedamöter: "
            "Sara Wik, Region Halland, Per Dahl, Region Kalmar län"
        ),
        {
            "Bo Alm": [("regiondirektör", "Region Skåne"), ("Ordförande", "Styrgrupp")],
            "Sara Wik": [("Ledamot", "Region Halland")],
            "Per Dahl": [("Ledamot", "Region Kalmar län")],
        },
    ),
    (
        "Medverkande:\n• Bo Alm – enhetschef, Socialstyrelsen\n• Per Dahl – Famna",
        {"Bo Alm": [("enhetschef", "Socialstyrelsen")], "Per Dahl": [(None, "Famna")]},
    ),
]

QUOTES: Final[Sequence[Case]] = [
    (
        "– Det är bra, säger Anna Ek, kommundirektör i Arvika kommun.",
        {"Anna Ek": [("kommundirektör", "Arvika kommun")]},
    ),
    ("Det är ett viktigt steg, säger civilminister Bo Ek.", {"Bo Ek": [("civilminister", None)]}),
    (
        "− Vi har lärt oss mycket, berättar Anna Ek som är digitaliseringschef på Skövde kommun.",
        {"Anna Ek": [("digitaliseringschef", "Skövde kommun")]},
    ),
    (
        "- Vi behöver samarbeta, poängterar Anna Ek, enhetschef på Socialstyrelsen.",
        {"Anna Ek": [("enhetschef", "Socialstyrelsen")]},
    ),
    (
        (
            "Anna Ek, verksamhetschef vid Karolinska universitetssjukhuset, framhåller "
            "att det tar tid."
        ),
        {"Anna Ek": [("verksamhetschef", "Karolinska universitetssjukhuset")]},
    ),
    ("– Kul, konstaterar Bo Ek, it-chef i Ale.", {"Bo Ek": [("it-chef", "Ale kommun")]}),
    ("– Kul, menar Bo Ek, IT-strateg på Inera.", {"Bo Ek": [("IT-strateg", "Inera")]}),
    (
        "– Vi ses, hälsar Bo Ek, förbundsdirektör för Göteborgsregionen.",
        {"Bo Ek": [("förbundsdirektör", "Göteborgsregionen")]},
    ),
]

BEFORE: Final[Sequence[Case]] = [
    (
        "Det menar förste vice ordförande i miljönämnden Anna Ek (S).",
        {"Anna Ek": [("förste vice ordförande", "miljönämnden")]},
    ),
    (
        "Anna Ek ordförande i kultur- och fritidsnämnden tycker att det är bra.",
        {"Anna Ek": [("ordförande", "kultur- och fritidsnämnden")]},
    ),
    (
        "Kommunstyrelsens ordförande Anna Ek (M) inviger bron.",
        {"Anna Ek": [("Kommunstyrelsens ordförande", None)]},
    ),
    (
        "Socialnämndens ordförande Anna Ek (C) är nöjd.",
        {"Anna Ek": [("ordförande", "Socialnämnden")]},
    ),
    (
        "Anna Ek (S), ordförande i regionstyrelsen i Region Skåne, säger att det går bra.",
        {"Anna Ek": [("ordförande i regionstyrelsen", "Region Skåne")]},
    ),
    (
        "S-politikern Anna Ek är ordförande i tekniska nämnden.",
        {"Anna Ek": [("ordförande", "tekniska nämnden")]},
    ),
    ("(S) Anna Ek, ordförande i valnämnden", {"Anna Ek": [("ordförande", "valnämnden")]}),
]

CHAINS: Final[Sequence[Case]] = [
    (
        (
            "Deltagare var bland andra kommunchef Anna Ek, Malå kommun, "
            "förbundsdirektör Bo Alm samt utvecklingschef Eva Lind."
        ),
        {
            "Anna Ek": [("kommunchef", "Malå kommun")],
            "Bo Alm": [("förbundsdirektör", None)],
            "Eva Lind": [("utvecklingschef", None)],
        },
    ),
    (
        (
            "Region Skåne bjöd in till samtal. Deltagare var bland andra regiondirektör "
            "Anna Ek, HR-direktör Bo Alm samt it-direktör Eva Lind."
        ),
        {
            "Anna Ek": [("regiondirektör", "Region Skåne")],
            "Bo Alm": [("HR-direktör", "Region Skåne")],
            "Eva Lind": [("it-direktör", "Region Skåne")],
        },
    ),
    (
        (
            "Under seminariet medverkade Bo Alm från Digg, Sara Wik och Per Dahl från "
            "Inera samt Nils Berg, Ekonomistyrningsverket."
        ),
        {
            "Bo Alm": [(None, "Digg")],
            "Sara Wik": [(None, "Inera")],
            "Per Dahl": [(None, "Inera")],
            "Nils Berg": [(None, "Ekonomistyrningsverket")],
        },
    ),
    (
        (
            "SKR:s chefsekonom Bo Alm, Sveriges Läkarförbunds ordförande Sara Wik och "
            "Vårdförbundets Per Dahl debatterade."
        ),
        {
            "Bo Alm": [("chefsekonom", "SKR")],
            "Sara Wik": [("ordförande", "Sveriges läkarförbund")],
            "Per Dahl": [(None, "Vårdförbundet")],
        },
    ),
]

BODIES: Final[Sequence[Case]] = [
    (
        "Medverkande: Anna Ek (SKR), Bo Alm (DIGG)",
        {"Anna Ek": [(None, "SKR")], "Bo Alm": [(None, "DIGG")]},
    ),
    (
        "Anna Ek och Bo Alm, Vinnova",
        {"Anna Ek": [(None, "Vinnova")], "Bo Alm": [(None, "Vinnova")]},
    ),
    (
        "Anna Ek, Malå kommun och Region Västerbotten",
        {"Anna Ek": [(None, "Malå kommun"), (None, "Region Västerbotten")]},
    ),
    ("Digital post – Anna Ek, projektledare, Kivra", {"Anna Ek": [("projektledare", "Kivra")]}),
    (
        "AI i praktiken – Anna Ek, utvecklingsledare, Sundsvalls kommun",
        {"Anna Ek": [("utvecklingsledare", "Sundsvalls kommun")]},
    ),
    (
        (
            "Nätverket består av Arboga kommun (Bo Alm), Kungsörs kommun (Sara Wik) och "
            "Köpings kommun (Per Dahl)."
        ),
        {
            "Bo Alm": [(None, "Arboga kommun")],
            "Sara Wik": [(None, "Kungsörs kommun")],
            "Per Dahl": [(None, "Köpings kommun")],
        },
    ),
]

CAREERS: Final[Sequence[Case]] = [
    (
        "Anna Ek, kommundirektör i Malå kommun (2015–2017)",
        {"Anna Ek": [("kommundirektör", "Malå kommun", "2015", "2017")]},
    ),
    (
        "Anna Ek var 2016–2018 kommunalråd i Åre kommun.",
        {"Anna Ek": [("kommunalråd", "Åre kommun", "2016", "2018")]},
    ),
    (
        "Anna Ek är förbundsdirektör på Sobona sedan 2011.",
        {"Anna Ek": [("förbundsdirektör", "Sobona", "2011", None)]},
    ),
    (
        (
            "Anna Ek är tillförordnad kommunchef i Malå kommun från och med 1 maj 2024 "
            "till och med 31 augusti 2024."
        ),
        {"Anna Ek": [("tillförordnad kommunchef", "Malå kommun", "2024-05-01", "2024-08-31")]},
    ),
    (
        (
            "Anna Ek kommer närmast från Åre kommun. Hon har tidigare varit ekonomichef "
            "i Bergs kommun och dessförinnan controller på Region Jämtland Härjedalen."
        ),
        {
            "Anna Ek": [
                ("ekonomichef", "Bergs kommun"),
                ("controller", "Region Jämtland Härjedalen"),
                (None, "Åre kommun"),
            ]
        },
    ),
    (
        "Anna Ek, tidigare socialchef i Ljusdals kommun, är ny enhetschef på SKR.",
        {"Anna Ek": [("socialchef", "Ljusdals kommun"), ("enhetschef", "SKR")]},
    ),
    (
        "Anna Ek har varit kommunchef i både Malå kommun och Norsjö kommun.",
        {"Anna Ek": [("kommunchef", "Malå kommun"), ("kommunchef", "Norsjö kommun")]},
    ),
    (
        (
            "Kommunalförbundet Avfall Öst har fått en ny vd. Karin Blom tillträder den "
            "1 april 2023. Hon kommer närmast från Linköpings kommun där hon varit "
            "miljöchef sedan 2016."
        ),
        {
            "Karin Blom": [
                ("miljöchef", "Linköpings kommun", "2016", None),
                ("vd", "Kommunalförbundet Avfall Öst", "2023-04-01", None),
            ]
        },
    ),
    (
        (
            "Bo Alm har utsetts till ny generaldirektör för Skolverket från och med den "
            "1 september 2025. Förordnandet gäller till och med den 31 augusti 2031."
        ),
        {"Bo Alm": [("generaldirektör", "Skolverket", "2025-09-01", "2031-08-31")]},
    ),
    (
        "Bo Alm, tidigare kommunchef i Eda 2003-2010, numera konsult",
        {"Bo Alm": [("kommunchef", "Eda kommun", "2003", "2010"), ("konsult", None)]},
    ),
]

SHARED: Final[Sequence[Case]] = [
    (
        "Anna Ek och Bo Alm, enhetschefer vid Vinnova respektive Tillväxtverket, höll i samtalet.",
        {"Anna Ek": [("enhetschef", "Vinnova")], "Bo Alm": [("enhetschef", "Tillväxtverket")]},
    ),
    (
        "Anna Ek, skyddsombud och handläggare på Försäkringskassan",
        {"Anna Ek": [("skyddsombud", "Försäkringskassan"), ("handläggare", "Försäkringskassan")]},
    ),
    (
        "Anna Ek och Bo Alm, processledare på SKR, berättar.",
        {"Anna Ek": [("processledare", "SKR")], "Bo Alm": [("processledare", "SKR")]},
    ),
]

DEFINITE: Final[Sequence[Case]] = [
    ("Kommunalrådet Anna Ek säger ja.", {"Anna Ek": [("Kommunalråd", None)]}),
    (
        "Barnskötaren och skyddsombudet Anna Ek jobbar på förskolan Solen.",
        {"Anna Ek": [("Barnskötare", "förskolan Solen"), ("skyddsombud", "förskolan Solen")]},
    ),
    ("Regionrådet Anna Ek (S) tror på förslaget.", {"Anna Ek": [("Regionråd", None)]}),
    ("Skolans rektor Anna Ek är stolt.", {"Anna Ek": [("rektor", None)]}),
    ("Malå kommuns kommunchef Anna Ek är stolt.", {"Anna Ek": [("kommunchef", "Malå kommun")]}),
    ("SKR:s ordförande Anna Ek är stolt.", {"Anna Ek": [("ordförande", "SKR")]}),
    (
        (
            "Anna Ek, kommundirektör i Åre kommun. Foto: Bo Alm\n\nI juni flyttade Ek "
            "in. – Det går bra, säger Anna."
        ),
        {"Anna Ek": [("kommundirektör", "Åre kommun")], "Bo Alm": []},
    ),
]

QUALIFIED: Final[Sequence[Case]] = [
    ("Tf kommunchef Anna Ek, Malå kommun", {"Anna Ek": [("Tf kommunchef", "Malå kommun")]}),
    (
        "Anna Ek, tf. förvaltningschef på socialförvaltningen i Malå kommun",
        {"Anna Ek": [("tf. förvaltningschef på socialförvaltningen", "Malå kommun")]},
    ),
    (
        "Anna Ek, vikarierande enhetschef, Malå kommun",
        {"Anna Ek": [("vikarierande enhetschef", "Malå kommun")]},
    ),
    (
        "Biträdande regiondirektör Anna Ek, Region Gotland",
        {"Anna Ek": [("Biträdande regiondirektör", "Region Gotland")]},
    ),
    (
        "Anna Ek, hälso- och sjukvårdsdirektör i Region Halland",
        {"Anna Ek": [("hälso- och sjukvårdsdirektör", "Region Halland")]},
    ),
    (
        "Anna Ek, avdelningschef för avdelningen för vård och omsorg, SKR",
        {"Anna Ek": [("avdelningschef för avdelningen för vård och omsorg", "SKR")]},
    ),
    (
        "Anna Ek, chef för avdelningen för tillväxt och samhällsbyggnad på SKR",
        {"Anna Ek": [("chef för avdelningen för tillväxt och samhällsbyggnad", "SKR")]},
    ),
    (
        (
            "Region Sörmlands hälso- och sjukvårdsdirektör Bo Alm är tillförordnad "
            "regiondirektör till och med den 30 juni 2024."
        ),
        {
            "Bo Alm": [
                ("hälso- och sjukvårdsdirektör", "Region Sörmland"),
                ("tillförordnad regiondirektör", "Region Sörmland", None, "2024-06-30"),
            ]
        },
    ),
]

CONTACTS: Final[Sequence[Case]] = [
    (
        (
            "För mer information kontakta:\nAnna Ek, kommunikationschef, 070-000 00 00\n"
            "Bo Alm, kommundirektör, 070-000 00 00"
        ),
        {"Anna Ek": [("kommunikationschef", None)], "Bo Alm": [("kommundirektör", None)]},
    ),
    (
        "Presskontakt för Region Skåne: Anna Ek, pressekreterare hos regionrådet Bo Alm",
        {
            "Anna Ek": [("pressekreterare", "Region Skåne")],
            "Bo Alm": [("regionråd", "Region Skåne")],
        },
    ),
    ("Kontaktpersoner: Anna Ek, Bo Alm", {"Anna Ek": [], "Bo Alm": []}),
    ("Senast uppdaterad av Anna Ek", {"Anna Ek": []}),
    (
        "Informationsansvarig\n\nAnna Ek\nHandläggare\n\nBo Alm\nUtredare",
        {"Anna Ek": [("Handläggare", None)], "Bo Alm": [("Utredare", None)]},
    ),
]

NEARBY: Final[Sequence[Case]] = [
    # Whose somebody is, by what stands before: a workplace with “där”, a noun, the same title.
    (
        "Eva Lind kommer från Skolverket i Visby, där hon har varit utredare.",
        {"Eva Lind": [("utredare", "Skolverket")]},
    ),
    (
        "Norsjö kommun bygger. Malå kommun väntar, säger kommunens ekonomichef Bo Alm.",
        {"Bo Alm": [("ekonomichef", "Malå kommun")]},
    ),
    (
        "Anna Ek är ombud på Visby lasarett. Bo Alm var skyddsombud på samma sjukhus.",
        {"Anna Ek": [("ombud", "Visby lasarett")], "Bo Alm": [("skyddsombud", "Visby lasarett")]},
    ),
    (
        "Anna Ek blir ny vd för Malå Energi AB.\n\nHon efterträder vd Bo Alm, som slutar.",
        {"Anna Ek": [("vd", "Malå Energi AB")], "Bo Alm": [("vd", "Malå Energi AB")]},
    ),
    (
        "Malå Energi AB växer. Solbruket AB har enligt vd Bo Alm inga planer.",
        {"Bo Alm": [("vd", "Solbruket AB")]},
    ),
    (
        "Norsjö kommun och Malå kommun\n\nInformationsansvarig\n\nAnna Ek\nUtredare",
        {"Anna Ek": [("Utredare", None)]},
    ),
]

PORTRAITS: Final[Sequence[Case]] = [
    # Lines below a name that name nobody.
    (
        (
            "Anna Ek\nBibliotekarie på Ale bibliotek. Har byggt upp ett café där besökare läser "
            "högt för varandra på flera språk varje vecka.\nMotivering: Hon lyssnar."
        ),
        {"Anna Ek": [("Bibliotekarie", "Ale bibliotek")]},
    ),
    (
        (
            "Anna Ek\nRektorn i Ale vill ha mer tid för eleverna och tycker att det är bra att "
            "kommunen väntar med att bygga om skolan. Rektorerna väntar."
        ),
        {"Anna Ek": []},
    ),
    (
        "Vd\nBo Alm\nAnställd sedan 2015. Tidigare fastighetschef på Malå kommun.",
        {
            "Bo Alm": [
                ("Vd", None, "2015", None),
                ("fastighetschef", "Malå kommun"),
            ]
        },
    ),
    (
        "Samordnare\nAnna Ek\nMalå kommun\n070-000 00 00",
        {"Anna Ek": [("Samordnare", "Malå kommun")]},
    ),
    (
        "Anna Ek\nAvdelningschef\nAmbulansen Nordlandet\nanna@example.se",
        {"Anna Ek": [("Avdelningschef", "Ambulansen Nordlandet")]},
    ),
    (
        "Styrgrupp\nLedamöter:\nAnna Ek, rektor, Malå kommun\nBo Alm, kanslichef, Norsjö kommun",
        {
            "Anna Ek": [("Ledamot", "Styrgrupp"), ("rektor", "Malå kommun")],
            "Bo Alm": [("Ledamot", "Styrgrupp"), ("kanslichef", "Norsjö kommun")],
        },
    ),
    (
        "Nämndernas ordförande\nSocialnämnden: Anna Ek (S)\nKulturnämnden: Bo Alm (C)",
        {
            "Anna Ek": [("ordförande", "Socialnämnden")],
            "Bo Alm": [("ordförande", "Kulturnämnden")],
        },
    ),
]

NAMES: Final[Sequence[Case]] = [
    (
        (
            "Nordea Bank och Svenska Röda Korset finns på Stora Gatan i Nya Lidköping. "
            "Fackförbundet Kommunal och Visita Sverige deltar."
        ),
        {},
    ),
    (
        "Möt Anna Ek, kommunchef i Åre kommun. Även Bo Alm deltog.",
        {"Anna Ek": [("kommunchef", "Åre kommun")], "Bo Alm": []},
    ),
    ("Anna Eks arbete som kommunchef uppskattas.", {"Anna Ek": [("kommunchef", None)]}),
    (
        "Enligt Anna Ek fungerar det. Tack Bo Alm! Läs Eva Linds blogg. Hör Lars Berg berätta.",
        {"Anna Ek": [], "Bo Alm": [], "Eva Lind": [], "Lars Berg": []},
    ),
    (
        (
            "Kungsgatan Norra, Östra Göteborg, Microsoft Teams, Google Meet och Office "
            "Sverige används."
        ),
        {},
    ),
]

DOUBTFUL: Final[Sequence[Case]] = [
    (
        "Anna Kvixoss bok och Anna Kvixoss hus. Anna Kvixosss bok. Anna Kvixoss är rektor.",
        {"Anna Kvixoss": [("rektor", None)]},
    ),
    # The s of a name that is nowhere without it is the name's own.
    (
        "Hedvig Langenius är rektor. När Hedvig Langenius efterträtts är det sommar.",
        {"Hedvig Langenius": [("rektor", None)]},
    ),
    # Genitives of genitives, and names that are parts of each other.
    (
        "Anna Kvixos, rektor, Ale kommun. Anna Kvixo, chef. Anna Kvixoss, kock, Ale kommun.",
        {
            "Anna Kvixo": [
                ("rektor", "Ale kommun"),
                ("chef", "Ale kommun"),
                ("kock", "Ale kommun"),
            ]
        },
    ),
    # The first of two people has a role of their own: the organisation is the other's.
    (
        "Förvaltningschefen Ali Hassan samt Eva Öberg, Vårdförbundet, deltog.",
        {"Ali Hassan": [("Förvaltningschef", None)], "Eva Öberg": [(None, "Vårdförbundet")]},
    ),
    (
        "Anna Ek går till Skellefteå kommun som ekonomidirektör.",
        {"Anna Ek": [("ekonomidirektör", "Skellefteå kommun")]},
    ),
    ("Gustav af Ugglas, fd. rektor i Ale kommun", {"Gustav af Ugglas": [("rektor", "Ale kommun")]}),
    (
        "Ledamöter: Bo Lind, Eva Sten (Region Skåne), Per Åkerman",
        {
            "Bo Lind": [("Ledamot", None)],
            "Eva Sten": [("Ledamot", None), (None, "Region Skåne")],
            "Per Åkerman": [("Ledamot", None)],
        },
    ),
    ("RAPPORT: ANNA EK NY CHEF\nAnna Ek är chef.", {"Anna Ek": [("CHEF", None)]}),
]

PLACED: Final[Sequence[Case]] = [
    # A sentence about a town, and its officials.
    (
        "I Bjuv är bron klar. Stadsarkitekten Bo Alm och VA-ingenjören Eva Lind är nöjda.",
        {
            "Bo Alm": [("Stadsarkitekt", "Bjuvs kommun")],
            "Eva Lind": [("VA-ingenjör", "Bjuvs kommun")],
        },
    ),
    # The board that “nämndens” means.
    (
        ("Socialnämnden i Ale tog beslutet.\n\n– Äntligen, säger nämndens ordförande Bo Alm."),
        {"Bo Alm": [("ordförande", "Socialnämnden")]},
    ),
    # A place or a body as a label before people.
    (
        "Malå – Eva Lind, lärare\n10.15 Region Skåne: utredare Bo Alm",
        {"Eva Lind": [("lärare", "Malå kommun")], "Bo Alm": [("utredare", "Region Skåne")]},
    ),
    # Bodies in a list are no headings, a municipality abroad is one.
    (
        "Malå kommun\nNorsjö kommun\nBo Alm, fotograf\n\nStorfjord kommune, Norge\nEva Lind",
        {"Bo Alm": [("fotograf", None)], "Eva Lind": [(None, "Storfjord kommune")]},
    ),
    # A place in a heading is a municipality that the text has in full.
    (
        "Malå kommun leder arbetet.\n\nTeam Malå\nBo Alm, coach\n\nTeam Norsjö\nEva Lind, coach",
        {"Bo Alm": [("coach", "Malå kommun")], "Eva Lind": [("coach", None)]},
    ),
    # The board of a body with a time, and lists below titles.
    (
        "AB Nordvik är ett bolag.\n\nStyrelse 2023–2026\nBo Alm (S), ordförande",
        {"Bo Alm": [("ordförande", "AB Nordvik", "2023", "2026")]},
    ),
    (
        "Beslutande ledamöter\nBo Alm (S), ordförande\nEva Lind (M)\nPer Dahl (C), Ale",
        {
            "Bo Alm": [("ordförande", None)],
            "Eva Lind": [("ledamot", None)],
            "Per Dahl": [("ledamot", None), (None, "Ale kommun")],
        },
    ),
    (
        "Minnesanteckningar\nKommunala pensionärsrådet\n\nBo Alm (S), ordförande",
        {"Bo Alm": [("ordförande", "Kommunala pensionärsrådet")]},
    ),
    # Who sits on a joint board, and the municipalities that they are from.
    (
        "Direktion\nOrdförande: Bo Alm (S), Malå kommun\nLedamot: Eva Lind (C), Norsjö kommun",
        {
            "Bo Alm": [("Ordförande", "Direktion"), (None, "Malå kommun")],
            "Eva Lind": [("Ledamot", "Direktion"), (None, "Norsjö kommun")],
        },
    ),
    # Who publishes, and what the text says to be a body.
    (
        (
            "Pressmeddelande från Region Skåne\n2023-03-30\n\nNytt hus\n\n"
            "Fastighetschef Bo Alm är nöjd."
        ),
        {"Bo Alm": [("Fastighetschef", "Region Skåne")]},
    ),
    (
        "Vattenhjälpen är ett förbund med 38 föreningar. Vattenhjälpen växer.\n\nKassör: Bo Alm",
        {"Bo Alm": [("Kassör", "Vattenhjälpen")]},
    ),
    (
        "Eva Lind och Bo Alm, arkivarier i Malå respektive Norsjö kommun",
        {"Eva Lind": [("arkivarie", "Malå kommun")], "Bo Alm": [("arkivarie", "Norsjö kommun")]},
    ),
    (
        "Bo Alm, ordförande i Skolledarna i Norr",
        {"Bo Alm": [("ordförande", "Skolledarna i Norr")]},
    ),
    (
        "Bo Alm, ombud för Vårdförbundet avdelning Skåne",
        {"Bo Alm": [("ombud", "Vårdförbundet avdelning Skåne")]},
    ),
]

TIMES: Final[Sequence[Case]] = [
    (
        "Ny rektor blir Bo Alm, i dag lärare i Malå kommun. Han börjar den 1 maj 2024.",
        {"Bo Alm": [("rektor", None, "2024-05-01"), ("lärare", "Malå kommun")]},
    ),
    (
        "Bo Alm började som brandman 1982, blev brandmästare 1990 och var chef 2005–2010.",
        {
            "Bo Alm": [
                ("brandman", None, "1982"),
                ("brandmästare", None, "1990"),
                ("chef", None, "2005", "2010"),
            ]
        },
    ),
    (
        "Bo Alm är rektor på Ängsskolan sedan 2012 och var innan dess lärare i Bodens kommun.",
        {"Bo Alm": [("rektor", "Ängsskolan", "2012"), ("lärare", "Bodens kommun")]},
    ),
    (
        "Bo Alm har arbetat på Vinnova och är sedan i våras biträdande rektor.",
        {"Bo Alm": [(None, "Vinnova"), ("biträdande rektor", None)]},
    ),
    (
        "Bo Alm kom hit 2018 efter tolv år som lärare.",
        {"Bo Alm": [("lärare", None)]},
    ),
    (
        "Vd\nBo Alm\nAnställd sedan 2015.",
        {"Bo Alm": [("Vd", None, "2015")]},
    ),
    (
        "Ordförande genom åren\n2005–2008 Bo Alm, lärare\n2008–2011 Eva Lind",
        {
            "Bo Alm": [("Ordförande", None, "2005", "2008"), ("lärare", None)],
            "Eva Lind": [("Ordförande", None, "2008", "2011")],
        },
    ),
]

ALL: Final = {
    "lines": LINES,
    "quotes": QUOTES,
    "title before name": BEFORE,
    "chains": CHAINS,
    "bodies only": BODIES,
    "careers": CAREERS,
    "shared": SHARED,
    "definite": DEFINITE,
    "qualified": QUALIFIED,
    "contacts": CONTACTS,
    "nearby": NEARBY,
    "portraits": PORTRAITS,
    "names and what is none": NAMES,
    "doubtful": DOUBTFUL,
    "placed by what is around": PLACED,
    "times": TIMES,
}


@pytest.mark.parametrize(
    ("text", "said"),
    [case for cases in ALL.values() for case in cases],
    ids=[f"{shape} {number}" for shape, cases in ALL.items() for number in range(len(cases))],
)
def test_shape(text: str, said: Mapping[str, Sequence[Role]]) -> None:
    """A text of this shape gives these people and roles, and no others."""
    found = write(extract(read_page(text.encode(), "text.txt")))
    roles = {
        person["name"]: {
            tuple(role[key] for key in ("title", "organisation", "from", "to"))
            for role in person["roles"]
        }
        for person in found["persons"]
    }
    assert roles == {
        name: {(*role, *[None] * (4 - len(role))) for role in given} for name, given in said.items()
    }
