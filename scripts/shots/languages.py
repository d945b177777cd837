"""Pictures of other languages: English, and what a build with drafts offers besides."""

from __future__ import annotations

from scripts.camera import Camera
from scripts.shots.whose import go


def first_screen(camera: Camera) -> None:
    """The first screen in each language; Spanish stays."""
    page = camera.page
    for name in page.locator("ul.row a[lang]:not([lang=es])").all_inner_texts():
        page.get_by_role("link", name=name, exact=True).click()
        page.locator("html:not([lang=es-PE])").wait_for()
        camera.shoot(f"bienvenida-{page.locator('html').get_attribute('lang')}")
        page.get_by_role("link", name="Español").click()
        page.locator("html[lang=es-PE]").wait_for()


def places(camera: Camera) -> None:
    """Five places in each other language; Spanish stays."""
    page = camera.page
    go(camera, "#/yo")
    for lang in page.locator("main a[lang]:not([lang=es])").evaluate_all(
        "all => all.map((one) => one.lang)"
    ):
        go(camera, f"#/idioma/{lang}")
        page.locator(f"html[lang={lang}]").wait_for()
        for name, hash_ in {
            "yo": "#/yo",
            "ruta": "#/",
            "modulo": "#/m/precio",
            "tarjeta": "#/l/tanda/2",
            "quien": "#/quien",
        }.items():
            go(camera, hash_)
            camera.shoot(f"{name}-{lang}")
        go(camera, "#/idioma/es")
        page.locator("html[lang=es-PE]").wait_for()
