"""A plan whose words try to run as scripts, to turn text round, and to burst a page.

python -m tests.site.hostile_plan FOLDER writes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SCRIPT = "</script></title><script>alert(1)</script>"
MARKUP = '"><img src=x onerror="alert(1)"><b>&amp;'
TURNED = "שלום 18-3 (3人) مرحبا"
CONTROLS = "\u202egnp.exe\x07\x1b[31m"  # which no plan may hold: nothing is written
LONG = "あ" * 250 + "W" * 250
TITLES = (SCRIPT, MARKUP, TURNED, LONG, "`${alert(1)}` \\u003cscript\\u003e --> ]]>")
DEPARTMENTS = ("../../etc/<passwd>#?&%2e", "con", LONG[200:330], "部 課 'x' \"y\"")


def write_hostile_plan(folder: Path) -> Path:
    """Write the plan into a new folder, and return it."""
    folder.mkdir(parents=True)
    plan = {
        "title": f"P {SCRIPT}",
        "publisher": {"name": f"X {MARKUP}"},
        "language": "ja",
        "license": "javascript:alert(1)",
        "contact": {
            "name": SCRIPT,
            "mail": "a?bcc=b@example.jp",
            "url": "https://example.jp/<script>",
        },
        "years": {"baseline": ["H29"], "planned": ["H30", "H31"]},
        "money": {"unit": "百万円"},
        "marks": [{"mark": "<i>", "legend": SCRIPT}],
        "departments": {name: [] for name in DEPARTMENTS},
    }
    chapter = {
        "id": 1,
        "title": SCRIPT,
        "series": MARKUP,
        "goals": [LONG, TURNED],
        "background": LONG,
        "sections": [{"id": 1, "title": MARKUP}],
    }
    _write(folder / "plan.yaml", plan)
    _write(folder / "1.yaml", chapter)
    for at, title in enumerate(TITLES):
        _write(folder / f"1-{at + 1}.yaml", _build_initiative(at, title))
    return folder


def _build_initiative(at: int, title: str) -> dict[str, Any]:
    return {
        "id": f"1-{at + 1}",
        "title": title,
        "mark": "<i>",
        "section": 1,
        "departments": [DEPARTMENTS[at % len(DEPARTMENTS)]],
        "summary": f"{title} {SCRIPT}",
        "measures": [
            {
                "id": "a",
                "name": title,
                "kind": "level",
                "direction": "up",
                "unit": "<u>%",
                "baseline": {"H29": -3},
                "planned": {"H30": 10, "H31": 20},
                "target": 20,
                "results": {"H30": {"value": 8, "reason": SCRIPT, "action": LONG}},
            }
        ],
        "budget": {"planned": {"H30": 1, "H31": 2}, "settled": {"H30": 1}},
    }


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(f"{json.dumps(data, indent=1)}\n", encoding="utf-8")  # which is YAML as well


if __name__ == "__main__":
    write_hostile_plan(Path(sys.argv[1]))
