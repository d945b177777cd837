"""Every card of a lesson, read whole; a question is answered wrong in each way, then right.

What stands on the screen is compared with the built bundles, and what sticks out of it is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

from scripts.rig import learner
from scripts.rig.server import ROOT, Server
from scripts.rig.thumb import Card, plain

BUNDLES = ROOT / "var" / "bundles"
# One is told by trade, the other by document.
TRADES, PAPERS = "e", "v"
FINISHED = 8  # the code of lesson.finished
MISSING = "Falta marcar otra."
SAVE_ALL = "Guardar todo en tu teléfono"

# What sticks out sideways, drawings that did not come, and the words of the card.
LOOK = """() => {
  const wide = [], width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) wide.push('document');
  for (const el of document.querySelectorAll('header.lesson *, main *, .foot *, footer *')) {
    if (el.ownerSVGElement || el.closest('.sr')) continue;
    const { left, right, height } = el.getBoundingClientRect();
    if (right === left || !height) continue;
    const spills = !(el instanceof SVGElement) && el.clientWidth
      && el.scrollWidth > el.clientWidth + 1;
    if (left < -0.5 || right > width + 0.5 || spills)
      wide.push(`${el.localName}.${el.getAttribute('class') ?? ''} "${
        el.textContent.trim().slice(0, 30)}"`) }
  return [wide, document.querySelectorAll('main .frame > p').length,
    document.querySelector('main').innerText] }"""
# No card and no ending, but the one that was there is gone.
TURNED = "() => document.querySelector('h1') && !document.querySelector('[data-passed]')"
MARK = "() => { for (const one of document.querySelectorAll('h1')) one.dataset.passed = '' }"
# Where she reads it, with nothing over it.
STANDS = """() => { const h2 = document.querySelector('main .says h2');
  if (!h2) return false;
  const { x, y, width, height } = h2.getBoundingClientRect();
  return h2.contains(document.elementFromPoint(x + width / 2, y + height / 2)) }"""
VERDICT = """() => { const says = document.querySelector('main .says h2').parentElement;
  return [says.classList.contains('right'),
    [...says.querySelectorAll('p')].map((one) => one.textContent)] }"""
LINES = "all => all.map((one) => one.textContent)"

Answer = str | int | list[str]


@dataclass(frozen=True)
class Lesson:
    """A lesson as its bundle has it."""

    module: str
    id: str
    rule: str
    cards: list[Card]
    is_check: bool = False

    def kinds(self) -> set[str]:
        """Give the kinds of its cards, with what is told by trade or by document."""
        told = {f"told {block[0]}" for card in self.cards for block in told_in(card)}
        return told | {card[0] for card in self.cards}


@dataclass(frozen=True)
class Try:
    """An answer to a question, whether it is right, and what is said of it."""

    answer: Answer
    right: bool
    words: list[str]


def catalog_of(edition: str, bundles: Path = BUNDLES) -> list[dict[str, Any]]:
    """List the entries of an edition's catalogue, as built."""
    index = json.loads((bundles / "index.json").read_text())
    entries: list[dict[str, Any]] = index["editions"][edition]["entries"]
    return entries


def bundle_of(entry: dict[str, Any], bundles: Path = BUNDLES) -> dict[str, Any]:
    """Read the bundle of an entry."""
    path = bundles / entry["id"] / f"{entry['sha256']}.json"
    bundle: dict[str, Any] = json.loads(path.read_text())
    return bundle


def lessons_of(edition: str, bundles: Path = BUNDLES) -> list[Lesson]:
    """Read every lesson of an edition, in the order of its catalogue."""
    entries = catalog_of(edition, bundles)
    modules = [bundle_of(one, bundles) for one in entries if one["kind"] == "module"]
    return [
        Lesson(module["id"], one[0], one[3], one[5], "c" in (one[6] if len(one) > 6 else {}))
        for module in modules
        for one in module["ls"]
    ]


def fewest(lessons: Sequence[Lesson]) -> list[Lesson]:
    """Choose the fewest lessons, and of these the shortest, that have every kind of card."""
    every = set().union(*(lesson.kinds() for lesson in lessons))
    # Of lessons with the same kinds one is enough.
    short: dict[frozenset[str], Lesson] = {}
    for lesson in sorted(lessons, key=lambda one: len(one.cards), reverse=True):
        short[frozenset(lesson.kinds())] = lesson
    for count in range(1, len(short) + 1):
        fits = [
            some
            for some in combinations(short.values(), count)
            if set().union(*(one.kinds() for one in some)) == every
        ]
        if fits:
            return list(min(fits, key=lambda some: sum(len(one.cards) for one in some)))
    raise LookupError("no lessons")


def told_in(card: Card) -> list[Card]:
    """List the blocks of a card that are told in several ways."""
    return [
        block
        for block in card[4]
        if isinstance(block, list) and block[0] in [TRADES, PAPERS] and len(block[1]) > 2
    ]


def words_of(block: Any) -> Iterator[str]:
    """Give what is read in a block for everybody."""
    if isinstance(block, str) or isinstance(block[0], list) or len(block[0]) > 1:
        yield plain(block)
    elif block[0] not in ["f", TRADES, PAPERS]:
        yield from (plain(part) for part in block[1:])


def card_words(card: Card) -> list[str]:
    """List what is read on a card before anything is touched."""
    words = [card[3], *(text for block in card[4] for text in words_of(block))]
    extra = card[5] if len(card) > 5 else []
    match card[0]:
        case "one" | "many":
            words += [plain(option[1]) for option in extra]
        case "order":
            words += [plain(item[1]) for item in extra[0]]
        case "match":
            words += [side for pair in extra[0] for side in pair[1:]]
        case "do":
            words += [plain(text) for text in (*extra[0], extra[3]) if text]
    return words


def tries(card: Card) -> list[Try]:
    """Make wrong answers, as many as have something to say of their own, and then the right one."""
    made: dict[str, Callable[[Any], list[Try]]] = {
        "one": tries_one,
        "many": tries_many,
        "order": tries_order,
        "match": tries_match,
        "number": tries_number,
    }
    return made[card[0]](card[5]) if card[0] in made else []


def tries_one(options: Any) -> list[Try]:
    """Take each option, the right one last."""
    last_right = sorted(options, key=lambda option: option[2])
    return [Try(one, bool(right), [plain(why)]) for one, _, right, why in last_right]


def tries_many(options: Any) -> list[Try]:
    """Leave one out, mark what is wrong, mark what is right."""
    right, wrong = ([one for one in options if one[2] == is_right] for is_right in (1, 0))

    def said(some: Any) -> list[str]:
        return [plain(one[3]) for one in some]

    def ids(some: Any) -> list[str]:
        return [one[0] for one in some]

    some = [Try(ids(right[:1]), False, [*said(right[:1]), MISSING])] if len(right) > 1 else []
    some += [Try(ids(wrong), False, said(wrong))] if wrong else []
    return [*some, Try(ids(right), True, said(right))]


def tries_order(extra: Any) -> list[Try]:
    """Change the last two."""
    items, good, almost = extra
    ids = [item[0] for item in items]
    wrong = [*ids[:-2], ids[-1], ids[-2]]
    return [Try(wrong, False, [plain(almost)]), Try(ids, True, [plain(good)])]


def tries_match(extra: Any) -> list[Try]:
    """Give each the mate of the next."""
    pairs, good, almost = extra
    ids = [pair[0] for pair in pairs]
    wrong = [*ids[1:], ids[0]]
    return [Try(wrong, False, [plain(almost)]), Try(ids, True, [plain(good)])]


def tries_number(extra: Any) -> list[Try]:
    """Miss by more than is let pass."""
    target, unit, near, good, almost = extra
    wrong = target + near + (100 if unit == "centimos" else 1)
    return [Try(wrong, False, [plain(almost)]), Try(target, True, [plain(good)])]


def touch(target: Locator) -> None:
    """Bring it to the middle of the glass, out from under the foot of the screen, and touch it."""
    target.evaluate("el => el.scrollIntoView({ block: 'center' })")
    target.click()


def choose_one(page: Page, card: Card, answer: Any) -> None:
    """Touch it; that is the answer."""
    ids = [option[0] for option in card[5]]
    touch(page.locator("main ul.options > li > button").nth(ids.index(answer)))


def choose_many(page: Page, card: Card, answer: Any) -> None:
    """Mark these and no others."""
    buttons = page.locator("main ul.options > li > button")
    for place, option in enumerate(card[5]):
        on = buttons.nth(place).get_attribute("aria-pressed") == "true"
        if on != (option[0] in answer):
            touch(buttons.nth(place))
    learner.button(page, "Listo").click()


def put_in_order(page: Page, card: Card, answer: Any) -> None:
    """Move up what stands too low."""
    words = dict(card[5][0])
    wanted = [plain(words[one]) for one in answer]
    lines = page.locator("main ol.options > li")
    for _ in range(60):
        shown = page.locator("main ol.options > li > .grow").evaluate_all(LINES)
        wrong = next((i for i, text in enumerate(wanted) if shown[i] != text), None)
        if wrong is None:
            break
        touch(lines.nth(shown.index(wanted[wrong])).locator("button").first)
    learner.button(page, "Listo").click()


def pair_up(page: Page, card: Card, answer: Any) -> None:
    """Touch each above, and below what is its mate."""
    right_sides = {ident: right for ident, _, right in card[5][0]}
    above = page.locator("main ul.options > li > button")
    below = page.locator("main .below .option")
    shown = page.locator("main .below .option > .grow").evaluate_all(LINES)
    for place, mate in enumerate(answer):
        touch(above.nth(place))
        touch(below.nth(shown.index(right_sides[mate])))
    learner.button(page, "Listo").click()


def key_in(page: Page, card: Card, answer: Any) -> None:
    """Empty each box, and press the digits."""
    is_money = card[5][1] == "centimos"
    numbers = divmod(answer, 100) if is_money else (answer,)
    boxes, keys = page.locator("main .display button"), page.locator("main .keys")
    for place, number in enumerate(numbers):
        if is_money:
            touch(boxes.nth(place))
        for _ in boxes.nth(place).locator("output").inner_text():
            touch(keys.get_by_role("button", name="Borrar"))
        for digit in str(number or ""):
            touch(keys.get_by_role("button", name=digit, exact=True))
    learner.button(page, "Listo").click()


GIVE: dict[str, Callable[[Page, Card, Any], None]] = {
    "one": choose_one,
    "many": choose_many,
    "order": put_in_order,
    "match": pair_up,
    "number": key_in,
}


def finished(page: Page) -> int:
    """Count the lessons that the phone holds as finished."""
    return sum(event["t"] == FINISHED for event in learner.logs(page))


def bare(text: str) -> str:
    """Leave out the spaces and the capitals, which a style may change."""
    return "".join(text.split()).casefold()


@dataclass
class Reader:
    """Somebody who reads everything and touches everything; `faults` says where something was."""

    page: Page
    heard: list[str]
    faults: list[str] = field(default_factory=list)
    at: str = ""
    cards: int = 0
    finished: int = 0

    def fault(self, words: str) -> None:
        """Keep what is wrong, with the lesson and the card."""
        self.faults.append(f"{self.at}: {words}")

    def look(self, words: Sequence[str]) -> None:
        """See that these words stand on the screen, its drawings too, and that nothing is cut."""
        wide, undrawn, text = self.page.evaluate(LOOK)
        for one in wide:
            self.fault(f"sticks out: {one}")
        if undrawn:
            self.fault("a drawing is missing")
        shown = bare(text)
        for one in words:
            if bare(one) not in shown:
                self.fault(f"not on the screen: {one}")

    def turn(self, press: Callable[[], None]) -> None:
        """Go on to the next card, or to what comes after the last."""
        self.page.evaluate(MARK)
        press()
        self.page.wait_for_function(TURNED)

    def read(self, lesson: Lesson) -> None:
        """Go through a lesson to its ending; what stops her is a fault, and the end of it."""
        self.at = lesson.id
        try:
            self.open(lesson)
            if lesson.is_check:
                self.finished = finished(self.page)
                self.go_through(lesson, right=False)
                self.stays_open(lesson)
            else:
                self.go_through(lesson)
            self.ends(lesson)
        except (Error, AssertionError, ValueError, IndexError) as error:
            self.fault(f"stopped: {str(error)[:400]}")

    def open(self, lesson: Lesson) -> None:
        """Begin with the first card."""
        go = f"() => {{ location.hash = '#/l/{lesson.id}/1' }}"
        self.turn(lambda: self.page.evaluate(go))

    def go_through(self, lesson: Lesson, first: int = 0, *, right: bool = True) -> None:
        """Pass all cards from one on."""
        for number, card in enumerate(lesson.cards[first:], first + 1):
            self.at = f"{lesson.module}/{lesson.id}/{number} ({card[0]})"
            before = len(self.heard)
            self.card(card, right=right)
            for one in self.heard[before:]:
                self.fault(one)
        self.at = f"{lesson.module}/{lesson.id} at its end"

    def card(self, card: Card, *, right: bool = True) -> None:
        """Read a card, do what it asks, and go on."""
        page, kind = self.page, card[0]
        expect(page.locator("main h1")).to_have_text(card[3])
        self.cards += 1
        # A part of the app that has the card may still be on its way.
        page.locator(".foot").wait_for()
        if page.locator("main .says h2").count() and kind in GIVE:
            self.again()
        self.look(card_words(card))
        for block in told_in(card):
            self.told(block)
        if kind in GIVE:
            self.answer(card, right=right)
        elif kind == "do":
            self.promise()
        else:
            if kind == "think":
                page.locator("main textarea").fill("Lo que pensé, con una palabralarguísima.")
                self.look([])
            self.turn(learner.button(page, learner.GO).click)

    def answer(self, card: Card, *, right: bool) -> None:
        """Give every wrong answer, then, if asked for, the right one; read what is said of each."""
        made = tries(card)
        for one in made if right else made[:-1]:
            GIVE[card[0]](self.page, card, one.answer)
            self.verdict(one)
            if not one.right and (right or one is not made[-2]):
                self.again()
        self.turn(learner.button(self.page, learner.GO).click)

    def verdict(self, given: Try) -> None:
        """Read what is said of an answer, where it stands."""
        page = self.page
        page.locator("main .says h2").wait_for()
        try:
            page.wait_for_function(STANDS, timeout=3_000)
        except Error:
            self.fault(f"covered or out of sight: {given.words}")
        is_right, words = page.evaluate(VERDICT)
        if (is_right, words) != (given.right, given.words):
            self.fault(f"{given} is told {is_right}, {words}")
        self.look(given.words)

    def again(self) -> None:
        """Try once more."""
        learner.button(self.page, "Probar otra vez").click()
        self.page.locator("main .says h2").wait_for(state="hidden")

    def promise(self) -> None:
        """Tick every step, touch each time and place that is offered, and promise."""
        page = self.page
        for step in page.locator("main .steps button").all():
            # What she ticked another day is ticked.
            if step.get_attribute("aria-pressed") == "false":
                touch(step)
            expect(step).to_have_attribute("aria-pressed", "true")
        for choice in page.locator("main [role=group] button").all():
            touch(choice)
            expect(choice).to_have_attribute("aria-pressed", "true")
        self.look([])
        self.turn(learner.button(page, "Me comprometo").click)

    def told(self, block: Card) -> None:
        """Open each of the ways in which a place is told."""
        kind, *choices = block
        page = self.page
        if kind == TRADES:
            touch(page.locator("main .others > summary"))
            buttons, cloth = page.locator("main .others button"), page.locator("main .cloth")
        else:
            buttons, cloth = page.locator("main .papers > li > button"), None
            expect(page.locator("main .papers .cloth")).to_have_count(0)
        expect(buttons).to_have_count(len(choices))
        for place, (_, title, *texts) in enumerate(choices):
            touch(buttons.nth(place))
            expect(buttons.nth(place)).to_have_attribute("aria-pressed", "true")
            here = cloth or page.locator("main .papers > li").nth(place).locator(".cloth")
            expect(here).to_have_count(1)
            shown = bare(here.inner_text())
            for text in (text for part in texts for text in words_of(part)):
                if bare(text) not in shown:
                    self.fault(f"{title} does not say: {text}")
            self.look([title])

    def stays_open(self, lesson: Lesson) -> None:
        """A check with a wrong answer does not end: not with all of them wrong, nor with one."""
        page = self.page
        asked = [one for one in lesson.cards if one[0] in {"one", "many"}]
        self.still_asks(lesson, asked)
        first, last = (lesson.cards.index(one) for one in (asked[0], asked[-1]))
        links = page.locator(f"main a[href^='#/l/{lesson.id}/']")
        self.turn(links.first.click)
        self.go_through(Lesson(lesson.module, lesson.id, "", lesson.cards[:last]), first)
        self.go_through(lesson, last, right=False)
        self.still_asks(lesson, asked[-1:])
        self.turn(links.first.click)
        self.go_through(lesson, last)

    def still_asks(self, lesson: Lesson, cards: Sequence[Card]) -> None:
        """See that these are named as not yet right, and that it is not the end."""
        links = self.page.locator(f"main a[href^='#/l/{lesson.id}/']")
        expect(links).to_have_text([card[3] for card in cards])
        expect(self.page.locator(".party")).to_have_count(0)
        if finished(self.page) != self.finished:
            self.fault("it counts as finished with wrong answers")
        self.look([])

    def ends(self, lesson: Lesson) -> None:
        """Come to the ending, which says the rule."""
        expect(self.page.locator(".party")).to_be_visible()
        self.look([lesson.rule])


def invite(server: Server, channel: str = "demo.lima-norte") -> str:
    """Give an invitation of the demonstration edition."""
    said = server.cli("invites", channel.split(".")[0]).split()
    return next(word.rsplit("/", 1)[-1] for word in said if f"{channel}." in word)


def join(page: Page, url: str, code: str) -> None:
    """Come by an invitation to the demonstration edition, and save all of it in the phone.

    Of two answers in the same second neither is the later: her clock runs on with each touch.
    """
    page.add_init_script(learner.CLOCK)
    page.goto(f"{url}/#/u/{code}")
    expect(page.get_by_text("Tu grupo: Lima Norte")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Ir a tu ruta").click()
    page.get_by_role("button", name=SAVE_ALL).click(timeout=60_000)
    expect(page.get_by_text("Todo está guardado")).to_be_visible(timeout=60_000)
