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
    results = sorted(data["results"], key=lambda result: order.index(result["severity"]))
    lines += [line for result in results[:LISTED] for line in told(result)]
    if len(results) > LISTED:
        lines.append(f"… {len(results) - LISTED} till / more: `samverkan-ld check`")
    if faults.strip() and status not in HEADINGS:
        lines += ["```", faults.strip().replace("```", "'''"), "```"]
    return "\n".join(lines).rstrip() + "\n"


def told(result: dict[str, object]) -> list[str]:
    """Tell a result: where it is, what is wrong in both languages, and of what."""
    place = str(result["source"]) + (f":{result['line']}" if result.get("line") else "")
    messages = result["messages"]
    texts = messages.values() if isinstance(messages, dict) else [str(messages)]
    lines = [f"- {MARKS[str(result['severity'])]} {code(place)}"]
    lines += [f"  {plain(str(text))}  " for text in texts]
    parts = [code(str(result[name])) for name in ("focus", "path", "value") if result.get(name)]
    return [*lines, f"  {' · '.join(parts)}"] if parts else lines


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
