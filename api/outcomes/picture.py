"""A row of shares as bars to print: SVG of our own, beside a table that says the same. Pure."""

import html
from collections.abc import Sequence

WIDE, HIGH, FOOT, TOP = 48, 80, 32, 16  # of a bar with its air, of 100 %, of what stands below
BAR = 28
LINES = (0, 50, 100)


def bars(points: Sequence[tuple[str, int | None]]) -> str:
    """Draw a bar for each named share in per cent; what is hidden is a dash and no bar.

    Who hears the page has the table: the picture is not read aloud.
    """
    width = WIDE * (len(points) + 1)
    grid = "".join(
        f'<path d="M{WIDE // 2} {_y(one)}H{width}" stroke="#999" stroke-width=".5"/>'
        f'<text x="{WIDE // 2 - 4}" y="{_y(one) + 4}" text-anchor="end">{one}</text>'
        for one in LINES
    )
    drawn = "".join(_bar(WIDE * (n + 1), name, percent) for n, (name, percent) in enumerate(points))
    return (
        f'<svg class="bars" viewBox="0 0 {width} {TOP + HIGH + FOOT}" width="{width}" '
        f'aria-hidden="true" font-size="11">{grid}{drawn}</svg>'
    )


def _y(percent: int) -> int:
    return TOP + HIGH - HIGH * percent // 100


def _bar(middle: int, name: str, percent: int | None) -> str:
    said = "–" if percent is None else f"{percent} %"
    top = _y(percent or 0)
    column = (
        ""
        if percent is None
        else f'<path d="M{middle - BAR // 2} {top}h{BAR}V{_y(0)}h-{BAR}z" fill="#333"/>'
    )
    return (
        f'{column}<text x="{middle}" y="{top - 4}" text-anchor="middle">{said}</text>'
        f'<text x="{middle}" y="{TOP + HIGH + 16}" text-anchor="middle">{html.escape(name)}</text>'
    )
