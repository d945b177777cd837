"""A report as one page to print: Spanish, light, nothing from outside. Pure."""

import html
from collections.abc import Sequence
from itertools import groupby

from api.outcomes.measures import BY_ORIGIN
from api.outcomes.picture import bars
from api.outcomes.view import (
    COMPARED,
    Line,
    Report,
    cost_each,
    date_words,
    gap,
    history,
    lines,
    origin_gap,
    trend,
    waited,
)
from api.outcomes.when import day_of
from api.outcomes.words import (
    BOUNDS,
    COST,
    HARD_TO_SHOW,
    HIDDEN_WORD,
    MEANING,
    MODE_GAP,
    NO_COST,
    ORIGIN_GAP,
    SAID,
    UNMEASURED,
    WAIT,
    cost_words,
    wait_words,
)

STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;margin:1cm auto;padding:0 .5cm;max-width:26cm;"
    "color:#000;background:#fff}"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.2rem;margin:1.2em 0 .2em;break-after:avoid}"
    "p{margin:.3em 0}table{border-collapse:collapse;inline-size:100%;margin:.4em 0 1em}"
    "th,td{border-block-end:1px solid #999;"
    "padding:.2em .5em;text-align:end;vertical-align:top}th:first-child,td:first-child"
    "{text-align:start}thead{display:table-header-group}tr{break-inside:avoid}"
    "td{white-space:nowrap}[scope=rowgroup]{padding-block-start:.6em;font-weight:400;"
    "font-style:italic}.wide{overflow-x:auto}.off{color:#555;font-style:italic}code{font-size:.85em}"
    "@page{size:A4;margin:1.5cm}@media print{body{margin:0;padding:0;max-width:none;font-size:9pt}"
    ".wide{overflow:visible}}.bars{display:block;max-width:100%;height:auto}figure{margin:.4em 0;"
    "break-inside:avoid}figcaption{font-style:italic}"
)
HEADS = ("Grupo", "De cuántos", "Cuántos", "Parte", "Con ayuda", "Supimos en 7 días", "Al corte")
OFF = "oculto"
SPLITS = {
    "modo": "Cómo le acomoda",
    "canal": "Por dónde entró",
    "origen": "De dónde dicen que son",
    "semana": "Por semana de entrada",
}


def render(report: Report) -> str:
    """Write the page."""
    title = html.escape(f"Informe: {report.title}")
    made = date_words(day_of(report.made))
    body = "".join(
        _figure(report, key, list(rows))
        for key, rows in groupby(lines(report), key=lambda one: one.figure)
    )
    return (
        '<!doctype html><html lang="es-PE"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style><h1>{title}</h1>"
        f"<p>Hecho el {made}. Cuenta hasta el domingo {date_words(report.cut.day)}. "
        f"Al corte <code>{report.name}</code>.</p>"
        f"{''.join(f'<p>{one}</p>' for one in MEANING)}<p>{BOUNDS}</p>{body}"
        f"{_told(report)}{_unmeasured()}{_history(report)}</html>\n"
    )


def _figure(report: Report, key: str, rows: Sequence[Line]) -> str:
    title, sentence = SAID[key]
    heads = "".join(f'<th scope="col">{one}</th>' for one in HEADS)
    bodies = "".join(
        _body(split, list(some)) for split, some in groupby(rows, key=lambda one: one.split)
    )
    return (
        f"<section><h2>{title}</h2><p>{sentence}</p>{_trend(report, key)}"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead>{bodies}</table></div></section>'
    )


def _body(split: str, rows: Sequence[Line]) -> str:
    """Write one division of a figure, under its name."""
    name = SPLITS.get(split)
    head = f'<tr><th scope="rowgroup" colspan="{len(HEADS)}">{name}</th></tr>' if name else ""
    return f"<tbody>{head}{''.join(_row(one, one.title) for one in rows)}</tbody>"


def _trend(report: Report, key: str) -> str:
    """Draw the weeks of an outcome, two of them shown or more; the tables say the same."""
    points = trend(report, key) if key in COMPARED else []
    if sum(1 for _, percent in points if percent is not None) < 2:
        return ""
    return (
        "<figure><figcaption>De cada 100, semana por semana. Un guion: no se muestra."
        f"</figcaption>{bars(points)}</figure>"
    )


def _part(line: Line) -> str | None:
    """Say the share of a line; of an origin, from where to where; of who did not say, none."""
    if line.split == BY_ORIGIN and line.cells.reached is not None:
        return f"{line.bounds[0]} a {line.bounds[1]} %" if line.bounds else "–"
    return None if line.percent is None else f"≈ {line.percent} %"


def _row(line: Line, title: str) -> str:
    head = f'<tr><th scope="row">{html.escape(title)}</th>'
    if line.cells.of is None:
        return f'{head}<td colspan="{len(HEADS) - 1}" class="off">{HIDDEN_WORD}</td></tr>'
    cells = line.cells
    counts = (
        _count(cells.of),
        _count(cells.reached),
        _count(_part(line)),
        _count(cells.helped),
        _count(cells.heard),
    )
    cut = f"{date_words(line.day)} <code>{line.name}</code>"
    return f"{head}{''.join(counts)}<td>{cut}</td></tr>"


def _count(value: int | str | None) -> str:
    return f'<td class="off">{OFF}</td>' if value is None else f"<td>{value}</td>"


def _told(report: Report) -> str:
    """Write what is one sentence each: gaps, the wait, the cost."""
    return "".join(
        f"<section><h2>{title}</h2><p>{said}</p></section>" for title, said, _ in told(report)
    )


def told(report: Report) -> list[tuple[str, str, bool]]:
    """Return what is reckoned from shown figures: its title, a sentence, whether it is shown."""
    all_of = lines(report)
    by_mode, by_origin, wait = gap(all_of), origin_gap(all_of), waited(all_of)
    each = cost_each(report)
    cost = NO_COST if report.cost is None else cost_words(each)
    return [
        (WAIT, wait_words(*wait) if wait else HARD_TO_SHOW, wait is not None),
        (
            MODE_GAP,
            f"La mayor está en «{SAID[by_mode[0]][0]}»: cerca de {by_mode[1]} puntos."
            if by_mode
            else HARD_TO_SHOW,
            by_mode is not None,
        ),
        (
            ORIGIN_GAP,
            f"La mayor está en «{SAID[by_origin[0]][0]}»: entre {by_origin[1][0]} y "
            f"{by_origin[1][1]} puntos."
            if by_origin
            else HARD_TO_SHOW,
            by_origin is not None,
        ),
        (COST, cost, each is not None),
    ]


def _unmeasured() -> str:
    rows = "".join(f"<dt><b>{title}</b></dt><dd>{why}</dd>" for title, why in UNMEASURED)
    return f"<section><h2>Lo que no se mide</h2><dl>{rows}</dl></section>"


def _history(report: Report) -> str:
    rows = ""
    for first, later in history(report):
        title = SAID[first.figure][0]
        rows += _row(first, title)
        rows += "".join(_row(one, f"{title} (revisado)") for one in later)
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("Cifra", *HEADS[1:]))
    return (
        "<section><h2>Cortes anteriores</h2><p>Como se mostraron, y debajo lo que cambió con los "
        "celulares que enviaron después.</p>"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</div></section>"
    )
