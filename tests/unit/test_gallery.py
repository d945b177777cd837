"""The gallery of components is for who builds the app: nothing of it is in what is served."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "var" / "pwa"
TITLE = "Galería de piezas"
OWN = "putColours"  # a name of its code, and a class of its style
STYLE = ".piece"


def test_no_build_has_the_gallery() -> None:
    source = (ROOT / "pwa" / "gallery.html").read_text("utf-8")
    code = (ROOT / "pwa" / "gallery" / "gallery.tsx").read_text("utf-8")
    style = (ROOT / "pwa" / "gallery" / "gallery.css").read_text("utf-8")
    assert TITLE in source and OWN in code and STYLE in style
    files = [file for file in BUILT.rglob("*") if file.suffix in {".html", ".js", ".css"}]
    assert BUILT / "index.html" in files and BUILT / "equipo" / "index.html" in files
    assert not [file for file in files if "gallery" in file.name]
    for file in files:
        text = file.read_text("utf-8")
        assert not [mark for mark in (TITLE, STYLE, "gallery") if mark in text], file


def test_no_source_of_the_app_imports_it() -> None:
    sources = list((ROOT / "pwa" / "src").rglob("*.ts*"))
    assert sources
    assert not [file for file in sources if "/gallery" in file.read_text("utf-8")]
