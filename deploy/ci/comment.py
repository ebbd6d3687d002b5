"""Write what `samverkan-ld check --format json` found as a comment for a change.

python comment.py REPORT FAULTS STATUS: the report as JSON (empty where nothing could be read), what
the command said besides, and its exit code. It needs nothing but Python, and goes along with the
records of a site.
"""

import json
import sys
from pathlib import Path

LISTED = 50
"""So many results are told; a longer list helps nobody."""

PLACES = 10
"""So many further places are named of warnings that say the same, as of all rows of a register."""

MARKS = {"violation": "❌", "warning": "⚠️", "info": "\N{INFORMATION SOURCE}️"}
HEADINGS = {
    "0": "✅ Uppgifterna följer formerna. / The data conform to the shapes.",
    "1": "❌ Uppgifterna följer inte formerna. / The data do not conform to the shapes.",
}
FAILED = "❌ Kontrollen gick inte att göra. / The check could not be made."


def comment(report: str, faults: str, status: str) -> str:
    """Write the comment, in Markdown."""
    lines = [f"### {HEADINGS.get(status, FAILED)}", ""]
    data = json.loads(report) if report.strip() else {"results": [], "counts": {}}
    counts = ", ".join(f"{count} {name}" for name, count in data["counts"].items() if count)
    lines += [counts, ""] if counts else []
    order = list(MARKS)
    groups = together(sorted(data["results"], key=lambda found: order.index(found["severity"])))
    lines += [line for group in groups[:LISTED] for line in told(*group)]
    if len(groups) > LISTED:
        lines.append(more(sum(map(len, groups[LISTED:]))))
    if faults.strip() and status not in HEADINGS:
        lines += ["```", faults.strip().replace("```", "'''"), "```"]
    return "\n".join(lines).rstrip() + "\n"


def together(results: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    """Put together what has the same words for the same property, but never violations."""
    groups: dict[str, list[dict[str, object]]] = {}
    for number, result in enumerate(results):
        kind = json.dumps([result[name] for name in ("severity", "path", "messages")])
        groups.setdefault(str(number) if result["severity"] == "violation" else kind, []).append(
            result
        )
    return [*groups.values()]


def told(result: dict[str, object], *others: dict[str, object]) -> list[str]:
    """Tell a result: where it is, what is wrong in both languages, and of what; where else."""
    messages = result["messages"]
    texts = messages.values() if isinstance(messages, dict) else [str(messages)]
    lines = [f"- {MARKS[str(result['severity'])]} {place(result)}"]
    lines += [f"  {plain(str(text))}  " for text in texts]
    parts = [code(str(result[name])) for name in ("focus", "path", "value") if result.get(name)]
    lines += [f"  {' · '.join(parts)}"] if parts else []
    further = [*map(place, others[:PLACES])]
    further += [more(len(others) - PLACES)] if len(others) > PLACES else []
    return [*lines, f"  Också / also: {', '.join(further)}"] if further else lines


def place(result: dict[str, object]) -> str:
    """Tell the file and line of a result."""
    return code(str(result["source"]) + (f":{result['line']}" if result.get("line") else ""))


def more(count: int) -> str:
    """Tell how many are left out, and how to see them."""
    return f"… {count} till / more: `samverkan-ld check`"


def code(text: str) -> str:
    """Show a text as it is, on one line."""
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


def plain(text: str) -> str:
    """Take out what Markdown or HTML would read as mark-up, or as a mention of somebody."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return shown.replace("@", "@\N{ZERO WIDTH SPACE}").replace("[", "\\[").replace("`", "'")


if __name__ == "__main__":
    first, second, code_of_check = sys.argv[1:]
    texts = (Path(name).read_text(encoding="utf-8") for name in (first, second))
    sys.stdout.write(comment(*texts, code_of_check))
