"""Who does not read hears every card in order; without a voice she is offered what there is."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.content.spoken import card_sentences, spoken
from scripts import build_lessons
from scripts.rig import learner
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from tests.voices import Said, give_voices, said, sounds

PERU = ("es-PE", True)
# To the browser, what a test looks up counts as a touch.
UNTOUCHED = """(() => {
  let hasBeenActive = false;
  addEventListener('click', () => { hasBeenActive = true; }, true);
  Object.defineProperty(navigator, 'userActivation',
    { value: { get hasBeenActive() { return hasBeenActive; } } });
})()"""
LESSON = "tanda"


def lesson_cards(bundles: Path, lesson: str) -> list[list]:
    """Read a lesson's cards from the built library."""
    index = json.loads((bundles / "index.json").read_text())
    for entry in index["editions"]["abierta"]["entries"]:
        if entry["kind"] == "module":
            body = (bundles / entry["id"] / f"{entry['sha256']}.json").read_text()
            for one in json.loads(body)["ls"]:
                if one[0] == lesson:
                    return one[5]
    raise AssertionError(lesson)


@pytest.fixture
def open_with(new_phone: Callable[..., Phone]) -> Callable[..., Page]:
    def open_phone(server: Server, *voices: tuple[str, bool], phrase_ms: int = 15) -> Page:
        phone = new_phone()
        page = phone.open()
        give_voices(page.context, *voices, phrase_ms=phrase_ms)
        page.goto(server.url)
        return page

    return open_phone


@pytest.fixture(scope="session")
def spoken_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one lesson with the sound that the system's programs make of it."""
    assert shutil.which("espeak-ng") and shutil.which("opusenc"), "apt: espeak-ng opus-tools"
    folder = tmp_path_factory.mktemp("spoken")
    lessons = folder / "lessons"
    shutil.copytree(ROOT / "lessons", lessons)
    shutil.rmtree(lessons / "es" / "comunidad")
    shutil.rmtree(lessons / "qu")
    for file in lessons.glob("es/*/*"):
        if file.name not in {"01-goteo.md", "module.md"} or file.parent.name != "cajones":
            file.unlink()
    for edition in lessons.glob("editions/*.json"):
        edition.write_text(json.dumps(json.loads(edition.read_text()) | {"modules": ["cajones"]}))
    (lessons / "ids.lock").unlink()
    out = folder / "var" / "bundles"
    for words in (["--lock"], ["--voice"]):
        assert build_lessons.main([*words, "--lessons", str(lessons), "--out", str(out)]) == 0
    return out


@pytest.fixture
def sounding(tmp_path: Path, spoken_library: Path) -> Iterator[Server]:
    with Server(tmp_path / "data", env={"CREANDO_BUNDLES": str(spoken_library)}) as server:
        yield server


def listen(page: Page) -> None:
    page.get_by_role("button", name="Escuchar", exact=True).click()


def stop_button(page: Page):
    return page.get_by_role("button", name="Parar", exact=True)


def wait_said(page: Page, count: int) -> None:
    page.wait_for_function(
        "n => window.said.filter((one) => one.whole).length >= n", arg=count, timeout=20_000
    )


def test_every_card_of_a_lesson_is_said_in_order_and_marked(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, ("en-US", True), ("es-ES", True), ("es_MX", True), ("es-PE", False))
    learner.begin(page)
    cards = lesson_cards(ROOT / "var" / "bundles", LESSON)
    # While a drawing is missing, the words in its place are read too.
    expect(page.locator("main .frame svg")).to_be_visible()
    listen(page)
    heard = 0
    by_itself = 0
    for number, card in enumerate(cards, 1):
        expect(page.locator(".weave")).to_have_attribute(
            "aria-label", f"Tarjeta {number} de {len(cards)}"
        )
        expected = card_sentences(card, LESSON)
        wait_said(page, heard + len(expected))
        phrases = said(page)[heard : heard + len(expected)]
        assert [one["text"] for one in phrases] == expected
        heard += len(expected)
        # What is said is what is marked, and there is nothing said that is not on the screen.
        assert [spoken(str(one["marked"])) for one in phrases] == expected
        assert {(one["voice"], one["lang"]) for one in phrases} == {("es_MX", "es_MX")}
        kind = learner.card_kind(page)
        if kind in {"options", "order", "match", "number"}:
            learner.answer(page, kind)
            verdict = page.locator("main .says")
            expect(verdict).to_be_visible()
            why = verdict.locator("p").first.inner_text()
            page.wait_for_function("n => window.said.length > n + 1", arg=heard)
            if "right" not in (verdict.get_attribute("class") or ""):
                page.wait_for_timeout(1_000)
                assert spoken(why).split(".")[0] in " ".join(
                    str(one["text"]) for one in said(page)[heard:]
                )
                page.locator(".foot").get_by_role("button", name="Seguir", exact=True).click()
            expect(page.locator("main .says h2")).to_have_count(0)
            heard = _opening(said(page), cards[number:], heard)
        elif kind in {"think", "do"}:
            learner.pass_card(page)
        else:
            by_itself += 1
    assert by_itself > 1
    expect(page.locator(".party")).to_be_visible()
    page.wait_for_function("() => window.said.some((one) => one.text.startsWith('¡Tejiste una'))")
    expect(stop_button(page)).to_have_count(0)


def _opening(phrases: list[Said], cards: list[list], after: int) -> int:
    """Find where the next card begins: what was said of her answer stands before it."""
    first = card_sentences(cards[0], LESSON)[0] if cards else None
    places = [i for i, one in enumerate(phrases) if i >= after and one["text"] == first]
    return places[0] if places else len(phrases)


@pytest.mark.long
def test_it_stops_at_once_when_she_says_so_hides_the_app_or_leaves(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU, phrase_ms=60_000)
    learner.begin(page)

    def is_silent() -> None:
        expect(stop_button(page)).to_have_count(0)
        count = len(said(page))
        page.wait_for_timeout(400)
        assert len(said(page)) == count
        assert page.evaluate("[...(CSS.highlights.get('said') ?? [])].length") == 0

    def begins() -> None:
        count = len(said(page))
        listen(page)
        page.wait_for_function("n => window.said.length > n", arg=count)
        expect(stop_button(page)).to_be_visible()

    begins()
    stop_button(page).click()
    is_silent()
    begins()
    page.evaluate(
        """() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        delete document.hidden; }"""
    )
    is_silent()
    begins()
    page.get_by_role("link", name=re.compile("^Salir")).click()
    is_silent()


@pytest.mark.long
def test_her_speed_is_kept_and_goes_on_from_the_same_sentence(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU, phrase_ms=2_000)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    listen(page)
    page.wait_for_function("() => window.said.length === 2")
    page.get_by_role("button", name=re.compile("^Velocidad: Normal")).click()
    page.wait_for_function("() => window.said.length === 3")
    first, second, again = said(page)
    assert first["rate"] == second["rate"] == 1
    assert (again["text"], again["rate"]) == (second["text"], 1.2)
    page.reload()
    listen(page)
    page.wait_for_function("() => window.said.length === 1")
    assert said(page)[0]["rate"] == 1.2
    expect(page.get_by_role("button", name=re.compile("^Velocidad: Rápido"))).to_be_visible()


def test_who_chose_to_listen_hears_each_card_after_her_first_touch(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    phone = new_phone()
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    # The profile is made when the first fact is kept.
    has_profile = f"""async () => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const all = await done(db.transaction('profiles').objectStore('profiles').getAll());
        db.close(); return all.length > 0 }}"""
    learner.until(page, has_profile)
    page.evaluate(
        f"""async () => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const store = db.transaction('profiles', 'readwrite').objectStore('profiles');
        for (const one of await done(store.getAll()))
          await done(store.put({{ ...one, prefs: {{ listen: true }} }}));
        db.close(); }}"""
    )
    address = page.url
    phone.close()
    page = phone.open()
    give_voices(page.context, PERU, phrase_ms=30)
    page.context.add_init_script(UNTOUCHED)
    page.goto(address)
    expect(page.locator("header.lesson")).to_be_visible()
    page.wait_for_timeout(1_500)
    assert said(page) == [], "nothing sounds before she has touched the page"
    page.locator("main h1").click()
    cards = lesson_cards(ROOT / "var" / "bundles", "tanda")
    expected = card_sentences(cards[0], "tanda")
    wait_said(page, len(expected))
    assert [one["text"] for one in said(page)][: len(expected)] == expected
    expect(page.locator(".weave")).to_have_attribute("aria-label", re.compile("^Tarjeta 2 "))
    # Stopped by her, it does not begin again at the next card.
    stop_button(page).click()
    count = len(said(page))
    learner.pass_card(page)
    page.wait_for_timeout(500)
    assert len(said(page)) == count


def test_a_screen_that_is_no_lesson_is_read_as_it_stands(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU)
    learner.begin(page)
    page.get_by_role("link", name=re.compile("^Salir")).click()
    expect(page.locator(".sign h1")).to_be_visible()
    title = page.locator(".sign h1").inner_text()
    listen(page)
    page.wait_for_function("() => window.said.length > 3")
    expect(stop_button(page)).to_have_count(0)
    texts = [str(one["text"]) for one in said(page)]
    assert spoken(title) in texts
    assert [one for one in said(page) if not one.get("whole") or not one["marked"]] == []
    for button in page.locator("main button:visible, main a.btn:visible").all():
        assert any(text.startswith("Botón: ") for text in texts), button.inner_text()


@pytest.mark.long
def test_without_a_voice_the_recording_is_offered_and_plays_with_the_server_gone(
    sounding: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(sounding, ("en-US", True), ("es-PE", False))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    listen(page)
    offer = page.locator("section.hear")
    expect(offer).to_contain_text("Este celular no tiene una voz en español.")
    index = json.loads((Path(sounding.env["CREANDO_BUNDLES"]) / "index.json").read_text())
    (entry,) = [e for e in index["editions"]["abierta"]["entries"] if e["kind"] == "audio"]
    expect(offer).to_contain_text(f"{round(entry['transfer_bytes'] / 1000)} kB")
    page.wait_for_timeout(1_000)
    assert not [url for url in asked if "/audio-" in url], "fetched unasked"
    assert said(page) == [] == sounds(page), "a voice that is not on the phone is not used"

    offer.get_by_role("button", name=re.compile("^Bajar la grabación")).click()
    page.wait_for_function("() => window.sounds[0]?.ended", timeout=60_000)
    assert [url for url in asked if "/audio-" in url] == [f"{sounding.url}{entry['url']}"]
    # The first card was heard to its end, and the next came by itself.
    expect(page.locator(".weave")).to_have_attribute("aria-label", re.compile("^Tarjeta 2 "))
    assert float(str(sounds(page)[0]["seconds"])) > 2
    stop_button(page).click()

    sounding.stop()
    page.reload()
    expect(page.locator("header.lesson")).to_be_visible()
    listen(page)
    page.wait_for_function("() => window.sounds[0]?.playing")
    expect(stop_button(page)).to_be_visible()
    stop_button(page).click()
    assert len([url for url in asked if "/audio-" in url]) == 1
    sounding.start()


@pytest.mark.long
def test_a_recording_that_does_not_arrive_says_so_and_can_be_asked_for_again(
    sounding: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(sounding)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    listen(page)
    bring = page.get_by_role("button", name=re.compile("^Bajar la grabación"))
    expect(bring).to_be_visible()
    sounding.stop()
    bring.click()
    expect(page.locator("section.hear")).to_contain_text("No se pudo bajar.")
    sounding.start()
    bring.click()
    page.wait_for_function("() => window.sounds[0]?.playing")


@pytest.mark.long
def test_in_a_language_without_a_voice_no_sound_is_offered_that_does_not_exist(
    sounding: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(sounding, PERU)
    learner.begin(page)
    page.get_by_role("link", name=re.compile("^Salir")).click()
    expect(page.get_by_role("heading", name="Dos cajones")).to_be_visible()
    # The page says its language at each drawing: this one stands in for another edition's.
    page.evaluate(
        """() => Object.defineProperty(document.documentElement, 'lang',
        { get: () => 'quy', set: () => {} })"""
    )
    listen(page)
    offer = page.locator("section.hear")
    expect(offer).to_contain_text("Este celular no tiene una voz en quechua.")
    expect(offer.get_by_role("button")).to_have_count(1)
    assert said(page) == []
    # A phone cannot be given this voice: no advice, and the way to somebody who reads.
    expect(offer).not_to_contain_text("texto a voz")
    expect(offer.get_by_role("link", name="Que alguien me lea")).to_be_visible()
    offer.get_by_role("button", name="Cerrar").click()
    expect(offer).to_have_count(0)


@pytest.mark.long
def test_without_a_recording_there_is_one_sentence_and_no_dead_button(
    server: Server, open_with: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_with(server)
    learner.begin(page)
    # The built library may have a recording; her catalogue of today does not.
    page.route("**/catalog", lambda route: route.abort())
    page.evaluate(
        f"""async () => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const store = db.transaction('catalog', 'readwrite').objectStore('catalog');
        const saved = await done(store.get('abierta'));
        saved.catalog.entries = saved.catalog.entries.filter((one) => one.kind !== 'audio');
        await done(store.put(saved, 'abierta')); db.close(); }}"""
    )
    page.wait_for_function(CONTROLLED)
    page.reload()
    listen(page)
    offer = page.locator("section.hear")
    expect(offer).to_contain_text("Este celular no tiene una voz en español. Con wifi se agrega")
    expect(offer.get_by_role("button")).to_have_count(1)
    offer.get_by_role("link", name="Que alguien me lea").click()
    expect(page.get_by_role("heading", name="Me ayuda alguien")).to_be_visible()
    expect(offer).to_have_count(0)


def test_the_first_screen_is_heard_whole_and_each_language_says_its_name(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU, ("en-GB", True), ("pt-BR", True))
    expect(learner.button(page, "Empezar")).to_be_visible()
    page.get_by_role("button", name="Escuchar: English").click()
    wait_said(page, 1)
    page.get_by_role("button", name="Escuchar: Español").click()
    wait_said(page, 2)
    assert [(one["text"], one["voice"]) for one in said(page)] == [
        ("English", "en-GB"),
        ("Español", "es-PE"),
    ]
    listen(page)
    page.wait_for_function("() => window.said.some((one) => one.text === 'Botón: Empezar')")
    heard = " ".join(str(one["text"]) for one in said(page)[2:])
    for words in (
        "Es gratis",
        "No pide papeles",
        "No pide plata",
        "No es un producto oficial",
        "¿Cómo sé que es verdad?",
        "Si alguien te cobra por usarlo, es mentira.",
    ):
        assert words in heard, words
    # Not the list of what there is to learn: two minutes of names and kilobytes before the way in.
    assert "Lo que vas a aprender" not in heard
    assert "Por bajar" not in heard


@pytest.mark.long
def test_a_language_without_a_voice_of_this_phone_offers_no_sound(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU, ("en-US", False))
    expect(page.get_by_role("button", name="Escuchar: Español")).to_be_visible()
    expect(page.get_by_role("button", name="Escuchar: English")).to_have_count(0)


@pytest.mark.long
def test_in_yo_she_chooses_the_voice_its_speed_and_whether_it_begins_by_itself(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, PERU, ("es-ES", True), ("en-US", True), ("es-MX", False))
    learner.begin(page)
    learner.pass_card(page)
    page.wait_for_function(CONTROLLED)
    page.goto(f"{server.url}/#/yo")
    page.get_by_role("link", name="La voz que lee").click()
    voices = page.locator("section", has_text="¿Qué voz te gusta?").get_by_role("button")
    expect(voices).to_have_text(["es-PE", "es-ES"])
    expect(voices.first).to_have_attribute("aria-pressed", "true")
    voices.last.click()
    wait_said(page, 2)
    learner.button(page, "Lento").click()
    wait_said(page, 4)
    learner.button(page, "Probar la voz").click()
    wait_said(page, 6)
    heard = [(one["text"], one["voice"], one["rate"]) for one in said(page)]
    assert heard == [
        (text, "es-ES", rate)
        for rate in (1, 0.8, 0.8)
        for text in ("Hola.", "Así te leo tus lecciones.")
    ]
    # Both are kept; that it begins by itself leaves the form of the app as it is.
    learner.button(page, "Que empiece sola").click()
    expect(learner.button(page, "Que espere a que la toque")).to_be_visible()
    page.reload()
    expect(voices.last).to_have_attribute("aria-pressed", "true")
    expect(learner.button(page, "Lento")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{server.url}/#/")
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    learner.open_lesson(page, LESSON)
    page.locator("header.lesson").click()
    page.wait_for_function("() => window.said.length > 0")
    first = said(page)[0]
    assert (first["voice"], first["rate"]) == ("es-ES", 0.8)


@pytest.mark.long
def test_without_a_voice_there_is_none_to_choose_and_that_is_said(
    server: Server, open_with: Callable[..., Page]
) -> None:
    page = open_with(server, ("es-PE", False))
    learner.begin(page)
    page.goto(f"{server.url}/#/voz")
    expect(page.get_by_text("Este celular no tiene una voz en español.")).to_be_visible()
    expect(learner.button(page, "Probar la voz")).to_have_count(0)
