import pytest

from samverkan_ld.formats.literals import is_bare, quote
from samverkan_ld.namespaces import XSD


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        ("1", "integer", True),
        ("-10", "integer", True),
        ("0", "integer", True),
        ("9" * 18, "integer", True),
        ("9" * 19, "integer", False),
        ("-0", "integer", False),
        ("+1", "integer", False),
        ("007", "integer", False),
        ("1.", "integer", False),
        ("1.0", "decimal", True),
        ("-0.500000", "decimal", True),
        ("0.0000000", "decimal", False),
        (".5", "decimal", False),
        ("+0.5", "decimal", False),
        ("01.5", "decimal", False),
        ("1.", "decimal", False),
        ("1", "decimal", False),
        ("1e0", "double", True),
        ("1.E-0", "double", True),
        (".5E+9", "double", True),
        (".e1", "double", False),
        ("1", "double", False),
        ("NaN", "double", False),
        ("true", "boolean", True),
        ("1", "boolean", False),
        ("True", "boolean", False),
        ("1\n", "integer", False),
        ("١", "integer", False),
        ("1", "int", False),
    ],
)
def test_is_bare(value: str, datatype: str, expected: bool) -> None:
    """Only what any reader of Turtle reads back as the same stands without quotes."""
    assert is_bare(value, XSD + datatype) is expected


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("", '""'),
        ("två ord", '"två ord"'),
        ('"', r'"\""'),
        ("\\n", r'"\\n"'),
        ("\t\r", r'"\t\r"'),
        ("\0\x1f\x7f", r'"\u0000\u001F\u007F"'),
        ("\u2028\xa0", '"\u2028\xa0"'),
        ("a\nb", '"""a\nb"""'),
        ('"a"\n"b"', '"""' + '"a"\n"b\\"' + '"""'),
        ('""""\n', '"""' + r"\"\"\"" + '"\n' + '"""'),
        ("\\\n\t\r\0", '"""\\\\\n\\t\\r\\u0000"""'),
    ],
)
def test_quote(value: str, quoted: str) -> None:
    """Special characters are escaped; several lines stand in long quotes."""
    assert quote(value) == quoted
