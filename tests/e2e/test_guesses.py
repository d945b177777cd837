"""Whoever has the phone guesses her key: reloads, kills, clocks and tabs give not one try more."""

import random
import time

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import PIN, set_pin, studied

FREE, FIRST_WAIT_S = 5, 30
# A key is tried by stretching it; nothing else on a locked phone does.
COUNT = """globalThis.SubtleCrypto && (() => { const real = SubtleCrypto.prototype.deriveBits;
  SubtleCrypto.prototype.deriveBits = function (how, ...rest) {
    if (how.name === 'PBKDF2') tried(how.iterations);
    return real.call(this, how, ...rest) } })()"""
CLOCK = "(() => {{ const now = Date.now; Date.now = () => now() + {skew_ms} }})()"
YEAR_MS = 365 * 86_400_000
KEPT = (
    f"async (waitMs) => {{ {learner.DONE}"
    + """
  const db = await done(indexedDB.open('creando'));
  const kv = db.transaction('kv', 'readwrite').objectStore('kv');
  const key = (await done(kv.getAllKeys())).find((one) => String(one).startsWith('tries-'));
  const found = key && await done(kv.get(key));
  if (found && waitMs !== null) await done(kv.put({ ...found, waitMs }, key));
  if (found && waitMs === -1) await done(kv.delete(key));
  db.close();
  return found?.wrong ?? 0 }"""
)


def allowed(seconds: float) -> int:
    """Tries that so much time may give: five, then one after 30 s, 60 s, 120 s, …"""
    tries, wait_s = FREE, FIRST_WAIT_S
    while seconds >= wait_s:
        seconds -= wait_s
        tries += 1
        wait_s *= 2
    return tries


class Attack:
    """Somebody with the phone in her hand, and all the time of a test."""

    def __init__(self, phone: Phone, url: str, seed: int) -> None:
        self.phone, self.url = phone, url
        self.dice = random.Random(seed)
        self.tried: list[int] = []
        self.guesses = 0
        self.began = time.monotonic()

    def open(self, skew_ms: int = 0) -> Page:
        """Open the app anew, its clock astray."""
        self.phone.close()
        page = self.phone.open()
        context = page.context
        context.expose_binding("tried", lambda _, rounds: self.tried.append(rounds))
        context.add_init_script(COUNT)
        context.add_init_script(CLOCK.format(skew_ms=skew_ms))
        self.show(page)
        return page

    def show(self, page: Page) -> None:
        page.goto("about:blank")
        page.goto(self.url)
        expect(page.get_by_text("Pon tu clave de 6 números")).to_be_visible()

    def guess(self, *pages: Page) -> None:
        """Type a wrong key, in several tabs digit by digit at the same time."""
        wrong = f"{self.dice.randrange(10**6):06}"
        wrong = "111119" if wrong == PIN else wrong
        for digit in wrong:
            for page in pages:
                page.keyboard.press(digit)
        self.guesses += len(pages)

    def check(self, page: Page) -> None:
        """No try beyond what the time allows, and every one of them was written down before."""
        page.wait_for_timeout(50)
        assert len(self.tried) <= allowed(time.monotonic() - self.began)
        assert page.evaluate(KEPT, None) >= len(self.tried)

    def act(self, page: Page) -> Page:
        """Do one thing; return the page that is open afterwards."""
        what = self.dice.choices(("plain", "reload", "tabs", "kill", "clock"), (45, 25, 15, 8, 7))[
            0
        ]
        if what == "reload":
            self.show(page)
        elif what == "clock":
            page = self.open(self.dice.choice((-3, -1, 1, 10)) * YEAR_MS)
        elif what == "tabs":
            other = page.context.new_page()
            self.show(other)
            self.guess(page, other)
            self.check(page)
            other.close()
            return page
        self.guess(page)
        if what == "kill":
            page.wait_for_timeout(self.dice.choice((0, 5, 30, 120, 400)))
            self.phone.kill()
            page = self.open()
        self.check(page)
        return page


def locked_phone(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)


@pytest.mark.long
@pytest.mark.parametrize("guesses", [25, pytest.param(200, marks=pytest.mark.long)])
def test_nothing_gives_one_try_more_and_nothing_is_wiped(
    server: Server, phone: Phone, guesses: int
) -> None:
    locked_phone(server, phone)
    attack = Attack(phone, server.url, seed=guesses)
    page = attack.open()
    while attack.guesses < guesses:
        page = attack.act(page)
    assert 1 <= len(attack.tried) <= allowed(time.monotonic() - attack.began)
    # A kill or a reload may come between the writing down of a try and the try itself.
    assert page.evaluate(KEPT, None) >= FREE
    assert min(attack.tried) >= 300_000
    # All the waiting done: the right key opens, and everything is there.
    page.goto("about:blank")
    page.goto(server.url)
    page.evaluate(KEPT, 0)
    attack.show(page)
    for digit in PIN:
        page.keyboard.press(digit)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible(timeout=15_000)
    page.evaluate("location.hash = '#/m/precio'")
    expect(page.get_by_text("Hecho")).to_have_count(1)


@pytest.mark.long
def test_a_lock_that_forgets_its_count_is_caught(server: Server, phone: Phone) -> None:
    locked_phone(server, phone)
    attack = Attack(phone, server.url, seed=1)
    page = attack.open()
    with pytest.raises(AssertionError):
        for _ in range(3 * FREE):
            attack.guess(page)
            expect(page.get_by_text("Abriendo…")).to_have_count(0)
            attack.check(page)
            page.evaluate(KEPT, -1)
            attack.show(page)
    assert len(attack.tried) <= 2 * FREE
