import pytest

from samverkan_ld.extraction.pages.markup import read_markup


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a\n  b\t c</p>", "a b c", id="space"),
        pytest.param(
            "<p>a&nbsp;&nbsp;b&shy;c –&nbsp;d", "a\u00a0\u00a0b\u00adc –\u00a0d", id="signs"
        ),
        pytest.param(
            "<p>Anna <b>Ek</b>, <i>råd</i>\n<a>i X</a>.", "Anna Ek, råd i X.", id="inline"
        ),
        pytest.param("<h1>a</h1><p>b</p><p>c</p>", "a\n\nb\n\nc", id="blocks"),
        pytest.param("<h2>a<br>b</h2>c", "a b\n\nc", id="heading in two lines"),
        pytest.param("a<p>b</p>c", "a\n\nb\n\nc", id="text beside blocks"),
        pytest.param("<p>a<br>b<br/>\n c", "a\nb\nc", id="lines"),
        pytest.param("<p>a<br><br>b<br>&nbsp;<br>c", "a\n\nb\n\nc", id="blank lines"),
        pytest.param("<p>a</p><p>&nbsp;</p><p> </p><p>b</p>", "a\n\nb", id="empty blocks"),
        pytest.param("<p>a<p>b<ul><li>c<li>d</ul>e", "a\n\nb\n\n• c\n• d\n\ne", id="no end tags"),
        pytest.param("<div>a</div><div>b</div>", "a\nb", id="lines of a block"),
        pytest.param(
            "<div><div>a</div><div>b</div></div><div><div>c</div><div>d</div></div>",
            "a\nb\n\nc\nd",
            id="groups of lines",
        ),
        pytest.param(
            "<div><div><div>a</div></div><div><div>b</div></div></div>", "a\nb", id="wrapped lines"
        ),
        pytest.param("<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb", id="empty line"),
        pytest.param("<ul><li>a</li> <li> b </li></ul>", "• a\n• b", id="list"),
        pytest.param(
            "<ol><li><p>a</p></li><li><p>b</p><p>c</p></li></ol>", "• a\n• b\nc", id="items"
        ),
        pytest.param(
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "• a\n• b\n• c", id="nested"
        ),
        pytest.param(
            "<ul><li>a<div><div>b</div><div>c</div></div>d</li></ul>", "• a\nb\nc\nd", id="card"
        ),
        pytest.param("<ul><li></li><li> <b>a</b></li></ul>b", "• a\n\nb", id="empty item"),
        pytest.param(
            "<ul><li><a>Anna Ek</a><br>\nrektor</ul>", "• Anna Ek\nrektor", id="two lines"
        ),
        pytest.param("<dl><dt>a<dd>b<dd>c</dl>d", "a\nb\nc\n\nd", id="definitions"),
        pytest.param(
            "<figure><img alt=x><figcaption>a</figcaption></figure>b", "a\n\nb", id="caption"
        ),
        pytest.param("<blockquote>a<footer>b</footer></blockquote>", "a\n\nb", id="quote"),
        pytest.param("<details><summary>a</summary>b</details>", "a\nb", id="details"),
        pytest.param("<pre>a  b\n c</pre>d", "a b\nc\n\nd", id="preformatted"),
        pytest.param("a<hr>b", "a\n\nb", id="rule"),
        pytest.param("<h2><button>a</button></h2><button>b</button>c", "a\n\nc", id="buttons"),
        pytest.param(
            "a<script>b</script><style>c</style><select><option>d</select>e", "ae", id="none"
        ),
    ],
)
def test_blocks(html: str, expected: str) -> None:
    """Each block is a line, and a blank line parts blocks."""
    assert read_markup(f"<main>{html}</main>", "x").text == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<tr><th>a<th>b<tr><td>c<td>d", "a\tb\nc\td", id="rows"),
        pytest.param(
            "<tr><td><p>a</p></td>\n<td><p>b</p></td><tr><td>c", "a\tb\nc", id="paragraphs"
        ),
        pytest.param("<tr><td><div>a</div><td> <b>b</b> c", "a\tb c", id="blocks"),
        pytest.param("<tr><td>a<td></td><td>b", "a\t\tb", id="empty cell"),
        pytest.param("<tr><td></td><td>a<td>", "a", id="empty ends"),
        pytest.param("<caption>a</caption><tbody><tr><td>b<td>c", "a\nb\tc", id="caption"),
        pytest.param("<tr><td>a<td>b<br>c<td>d<tr><td>e<td>f", "a\tb\nc\nd\ne\tf", id="two lines"),
        pytest.param("<tr><td>a<td><br>b", "a\tb", id="line break before"),
        pytest.param("<tr><td>a<td><h2>b</h2><p>c</p><p>d", "a\n\nb\n\nc\n\nd", id="layout"),
        pytest.param(
            "<tr><td>a<td><table><tr><td>b<td>c</table><td>d", "a\n\nb\tc\n\nd", id="nested"
        ),
    ],
)
def test_tables(html: str, expected: str) -> None:
    """A row is a line, unless a cell of it has several; a table may be a layout too."""
    assert read_markup(f"<main><table>{html}</table></main>", "x").text == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<span class=name>Anna Ek</span><span class=title>chef</span>", "Anna Ek\nchef"),
        ("<a class=card__name>Anna Ek</a>\n <i class=jobTitle>chef</i>", "Anna Ek\nchef"),
        (
            "<b itemprop=name class=a>Anna Ek</b><b itemprop=jobTitle class=b>chef</b>",
            "Anna Ek\nchef",
        ),
        ("<span class=name>Anna Ek</span>, <span class=title>chef</span>", "Anna Ek, chef"),
        ("<span class=label>Chef:</span> <span class=name>Anna Ek</span>", "Chef: Anna Ek"),
        ("<span class=a>Kom</span><span class=b>mun</span>", "Kommun"),
        ("säger <span class=name>Anna Ek</span>", "säger Anna Ek"),
    ],
)
def test_fields(html: str, expected: str) -> None:
    """Fields of a card that stand together are lines, though only their style says so."""
    assert read_markup(f"<main><p>{html}</p></main>", "x").text == expected
