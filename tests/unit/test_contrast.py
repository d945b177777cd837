"""The contrast of every pair of colours, from the tokens and the styles, in light and in dark.

Reading text has 7:1. Short words in big or bold letters have 4.5:1, what is no text 3:1; those are
listed here with their reason. A pair that is not listed is taken for reading text.
"""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "pwa" / "src"
TOKENS = SRC / "styles" / "tokens.css"
SHEETS = sorted(path for path in SRC.rglob("*.css") if path != TOKENS)

READING, WORDS, SHAPES = 7.0, 4.5, 3.0

# (letters, ground): what is read, in every look of the face; several are set in different rules.
READ = [
    *(("tinta", ground) for ground in ("papel", "papel2", "papel3", "marca")),
    *(("tinta2", ground) for ground in ("papel", "papel2")),
    *(("crema", ground) for ground in ("noche", "noche2", "brasa")),
    *(("amarillo", ground) for ground in ("noche", "noche2")),
    *(("linea", ground) for ground in ("amarillo", "turquesa")),
    *(("linea", ground) for ground in ("s-rosa", "s-turq", "s-verde", "s-nar")),
    ("si", "si-f"),
    ("ojo", "ojo-f"),
]
# A word or two, large or bold, that form and place say too.
SHORT = {
    ("accion-t", "accion"): "buttons: 24 px, bold",
    ("accion", "papel2"): "figures: 24 px and more, bold",
    ("#fff", "#12804f"): "the tick in its box, a thick stroke",
    ("#fff", "rosa"): "the number in the medal of what comes next: 34 px, bold",
}
# WCAG 1.4.11: what has to be seen and is not read.
SEEN = {
    ("borde", "papel2"): "edges",
    ("foco", "papel"): "the ring of the focus",
    ("foco", "papel2"): "the ring of the focus",
}
Palette = dict[str, str]


def tokens(css: str) -> dict[str, Palette]:
    """The colours by name, in light and in dark."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    bright, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    night = rest.partition("@media")[0]
    named = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\s*;")
    light = dict(named.findall(bright))
    return {"light": light, "dark": light | dict(named.findall(night))}


PALETTES = tokens(TOKENS.read_text())


def brightness(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    digits = colour.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    parts = [int(wide[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted([brightness(one), brightness(other)])
    return (bright + 0.05) / (dark + 0.05)


def of(pair: tuple[str, str], look: str) -> float:
    letters, ground = (one if one[0] == "#" else PALETTES[look][one] for one in pair)
    return contrast(letters, ground)


COLOUR = re.compile(r"var\(--([\w-]+)\)|(#[0-9a-f]{3,6})\b")


def colours(value: str) -> list[str]:
    """Names of tokens and colours of their own that a value paints with."""
    found = [name or own for name, own in COLOUR.findall(value)]
    return [one for one in found if one[0] == "#" or one in PALETTES["light"]]


def pairs(css: str) -> set[tuple[str, str]]:
    """Every pair of letters and ground that one rule sets."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = set()
    for body in re.findall(r"\{([^{}]*)\}", css):
        said = dict(re.findall(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]+)", body))
        grounds = colours(said.get("background", "") + said.get("background-color", ""))
        found |= {(one, ground) for one in colours(said.get("color", "")) for ground in grounds}
    return found


WRITTEN = sorted(set().union(*(pairs(path.read_text()) for path in SHEETS)))
LOOKS = ("light", "dark")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("pair", sorted({*READ, *WRITTEN} - {*SHORT, *SEEN}), ids="/".join)
def test_what_is_read_has_7_to_1(pair: tuple[str, str], look: str) -> None:
    assert of(pair, look) >= READING, f"{look}: {of(pair, look):.2f}"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("pair", SHORT, ids="/".join)
def test_short_words_have_4_5_to_1(pair: tuple[str, str], look: str) -> None:
    assert of(pair, look) >= WORDS, f"{look}: {of(pair, look):.2f}"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("pair", SEEN, ids="/".join)
def test_what_is_seen_has_3_to_1(pair: tuple[str, str], look: str) -> None:
    assert of(pair, look) >= SHAPES, f"{look}: {of(pair, look):.2f}"


@pytest.mark.parametrize("ground", ["noche", "noche2", "brasa"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_painted_title_has_4_5_to_1_at_each_of_its_colours(look: str, ground: str) -> None:
    """It is 34 px and more, and bold: large text."""
    css = (SRC / "styles" / "base.css").read_text()
    [gradient] = re.findall(r"\.shout \{[^}]*linear-gradient\(([^)]*)\)", css)
    stops = re.findall(r"#[0-9a-f]{6}", gradient)
    assert len(stops) == 3
    assert min(of((stop, ground), look) for stop in stops) >= WORDS


def test_the_styles_are_read_and_a_pale_pair_is_found() -> None:
    assert ("tinta", "papel") in WRITTEN
    assert ("crema", "noche2") in WRITTEN, "the second colour of a gradient counts"
    [pale] = pairs("/* a */ @media (x) { .a { color: #888; background: var(--papel) 0 0; } }")
    assert of(pale, "light") < WORDS


def test_the_formula_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


def test_dark_has_colours_of_its_own() -> None:
    light, dark = PALETTES["light"], PALETTES["dark"]
    assert light.keys() == dark.keys()
    assert brightness(dark["papel"]) < brightness(light["papel"])
