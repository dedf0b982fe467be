"""Charts that Excel draws beside the figures of their sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plantool.render.chart_fills import find_office_fill
from plantool.reports.chart_figures import is_stacked

if TYPE_CHECKING:
    from plantool.render.chart_fills import Pattern
    from plantool.render.workbooks import Workbook, Worksheet
    from plantool.reports.page import Chart, Series

_PRESETS: dict[Pattern, str] = {  # all but the plain one
    "dots": "percent_10",
    "dashes": "dashed_upward_diagonal",
    "rising": "wide_upward_diagonal",
    "falling": "wide_downward_diagonal",
    "level": "light_horizontal",
    "upright": "light_vertical",
    "crosses": "outlined_diamond",
    "grid": "large_grid",
}
_WIDTH, _BAR_HEIGHT, _FRAME_HEIGHT = 640, 30, 80  # pixels


def insert_chart(
    workbook: Workbook, worksheet: Worksheet, chart: Chart, rows: tuple[int, int], alternative: str
) -> None:
    """Draw the bars whose figures stand under the first of two ``rows``, from the second on."""
    head_row, row = rows
    drawn = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = head_row + 1, head_row + len(chart.bars)
    start = 2 if is_stacked(chart) else 1  # after the names, and the totals
    for at, series in enumerate(chart.series, start):
        drawn.add_series(
            {
                "name": [worksheet.get_name(), head_row, at],
                "categories": [worksheet.get_name(), first, 0, last, 0],
                "values": [worksheet.get_name(), first, at, last, at],
                "gap": 60,
                "border": {"color": "#333333"},
                **_describe_fill(series),
            }
        )
    drawn.set_y_axis({"reverse": True, "major_tick_mark": "none"})
    drawn.set_x_axis({"min": 0, "major_gridlines": {"visible": False}})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "top"})
    drawn.set_size({"width": _WIDTH, "height": len(chart.bars) * _BAR_HEIGHT + _FRAME_HEIGHT})
    worksheet.insert_chart(row, 0, drawn, {"description": alternative})


def _describe_fill(series: Series) -> dict[str, Any]:
    fill = find_office_fill(series)
    if (preset := _PRESETS.get(fill.pattern)) is None:
        return {"fill": {"color": f"#{fill.color}"}}
    return {
        "pattern": {
            "pattern": preset,
            "fg_color": f"#{fill.lines}",
            "bg_color": f"#{fill.color}",
        }
    }
