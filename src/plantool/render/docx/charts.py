"""Charts that Word draws: bars with their figures in them, without a workbook behind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from plantool.render.bar_lengths import find_longest, to_length
from plantool.render.chart_fills import find_office_fill
from plantool.render.docx.styles import JAPANESE_FONT
from plantool.render.visible_text import make_visible
from plantool.reports.chart_figures import name_series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.render.chart_fills import OfficeFill, Pattern
    from plantool.reports.page import Bar, Chart, Series

_MOST_BARS = 24  # on one picture, which has to fit on a page
_BAR_HEIGHT, _FRAME_HEIGHT = 306_000, 500_000  # English Metric Units: 8.5 mm, 14 mm
_PRESETS: dict[Pattern, str] = {  # all but the plain one
    "dots": "pct10",
    "dashes": "dashUpDiag",
    "rising": "wdUpDiag",
    "falling": "wdDnDiag",
    "level": "ltHorz",
    "upright": "ltVert",
    "crosses": "openDmnd",
    "grid": "lgGrid",
}
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
_SMALL = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="800">'
    f'<a:latin typeface="{JAPANESE_FONT}"/><a:ea typeface="{JAPANESE_FONT}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="ja-JP"/></a:p></c:txPr>'
)


def write_charts(chart: Chart) -> Iterator[tuple[str, int]]:
    """Yield each picture with its height; bars of several pictures lie on one scale."""
    longest = find_longest(chart)
    for first in range(0, len(chart.bars), _MOST_BARS):
        bars = chart.bars[first : first + _MOST_BARS]
        yield _write_chart(chart, bars, longest), len(bars) * _BAR_HEIGHT + _FRAME_HEIGHT


def _write_chart(chart: Chart, bars: Sequence[Bar], longest: Decimal) -> str:
    series = "".join(_write_series(at, each, bars) for at, each in enumerate(chart.series))
    legend = (
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_SMALL}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_SPACES}><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="100"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_SMALL}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{longest:f}"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx></c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_NO_LINE}'
        "</c:chartSpace>"
    )


def _write_series(at: int, series: Series, bars: Sequence[Bar]) -> str:
    labels = (
        f'<c:pt idx="{number}"><c:v>{_write_text(bar.label)}</c:v></c:pt>'
        for number, bar in enumerate(bars)
    )
    sizes = ((number, to_length(bar.parts[at])) for number, bar in enumerate(bars))
    values = (f'<c:pt idx="{number}"><c:v>{size:f}</c:v></c:pt>' for number, size in sizes if size)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:v>{_write_text(name_series(series))}</c:v></c:tx><c:spPr>"
        f"{_write_fill(find_office_fill(series))}"
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="333333"/></a:solidFill></a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:cat><c:strLit><c:ptCount val="{len(bars)}"/>{"".join(labels)}</c:strLit></c:cat>'
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(bars)}"/>{"".join(values)}</c:numLit></c:val></c:ser>'
    )


def _write_fill(fill: OfficeFill) -> str:
    if (preset := _PRESETS.get(fill.pattern)) is None:
        return f'<a:solidFill><a:srgbClr val="{fill.color}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr><a:srgbClr val="{fill.lines}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{fill.color}"/></a:bgClr></a:pattFill>'
    )


def _write_text(text: str) -> str:
    return escape(make_visible(" ".join(text.split("\n"))))
