"""ids.lock: an id is given once, for ever, and its meaning is under watch."""

import pytest

CARD_9 = "## Piensa {#9 .think rev=1}\n\n¿Qué te costó más?\n"


def lock_of(folder):
    return (folder.root / "ids.lock").read_text(encoding="utf-8")


def test_the_lock_lists_every_id_with_revs_and_numbers_in_order(folder):
    lines = lock_of(folder).splitlines()
    assert "module precio" in lines and "lesson tanda" in lines and "option tanda.3.b" in lines
    cards = [line.split()[1] for line in lines if line.startswith("card ")]
    assert cards == [f"tanda.{number}" for number in range(1, 11)]
    assert any(line.startswith("card tanda.3 rev 2 ") for line in lines)


def test_a_new_id_asks_for_the_lock_and_lock_adds_only_it(folder):
    before = lock_of(folder).splitlines()
    folder.spoil("## Piensa", "## Otra {#11 .think rev=1}\n\n¿Y hoy?\n\n## Piensa")
    [said] = folder.said()
    assert "todavía no sabe de card tanda.11 (1 en total)" in said and "--lock" in said
    folder.relock()
    added = set(lock_of(folder).splitlines()) - set(before)
    assert sorted(line.rpartition(" ")[0] for line in added) == ["card tanda.11 rev 1", "total"]
    assert folder.said() == []


def test_a_card_that_vanishes_is_missed_until_its_line_is_marked(folder):
    folder.spoil(CARD_9, "")
    [said] = folder.said()
    assert "ids.lock:" in said and "«card tanda.9» ya no está" in said
    folder.spoil("card tanda.9", "- card tanda.9", folder.root / "ids.lock")
    assert folder.said() == []


def test_a_removed_card_never_comes_back(folder):
    folder.spoil("card tanda.9", "- card tanda.9", folder.root / "ids.lock")
    [said] = folder.said()
    assert "«card tanda.9» se quitó antes y no puede volver" in said


def test_removing_a_lesson_takes_its_cards_and_options_along(folder):
    folder.write("es/precio/02-otra.md", folder.lesson.read_text("utf-8").replace(": tanda", ": x"))
    folder.spoil("picture: x", "picture: tanda", folder.root / "es/precio/02-otra.md")
    folder.relock()
    (folder.root / "es/precio/02-otra.md").unlink()
    [said] = folder.said()
    assert "«lesson x» ya no está" in said, "once, not for each of its cards"
    folder.spoil("lesson x", "- lesson x", folder.root / "ids.lock")
    assert folder.said() == []
    folder.relock()
    assert "- option x.3.a\n" in lock_of(folder)
    folder.write("es/precio/02-otra.md", folder.lesson.read_text("utf-8").replace(": tanda", ": x"))
    folder.spoil("picture: x", "picture: tanda", folder.root / "es/precio/02-otra.md")
    assert any("«option x.3.a» se quitó antes" in line for line in folder.said())


def test_rev_never_falls(folder):
    folder.spoil("{#3 .one rev=2}", "{#3 .one rev=1}")
    assert any("rev bajó de 2 a 1" in line for line in folder.said())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer=90", "answer=95"),
        ("1. Sumo {#a}\n2. Cuento {#b}", "1. Cuento {#b}\n2. Sumo {#a}"),
        ("- [x] Gas", "- [ ] Gas"),
        ("{#9 .think", "{#9 .idea"),
        ("- [ ] Aire {#c}\n  No.\n", "- [ ] Aire {#d}\n  No.\n"),
    ],
)
def test_a_changed_meaning_needs_a_higher_rev(folder, old, new):
    folder.spoil('"1800 / 20 = 90"', '"1800 / 20 = 90", "1900 / 20 = 95"')
    folder.spoil(old, new)
    assert any("pregunta y su rev sigue en 1" in line for line in folder.said())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 céntimos", "diez céntimos"),
        ("La mesa de hoy.", "La mesa de ayer."),
        ("near=5", "near=6"),
        ("## Ordena", "## Pon en orden"),
    ],
)
def test_better_words_keep_their_rev(folder, old, new):
    folder.spoil(old, new)
    assert folder.said() == []


def test_the_order_of_options_is_not_a_meaning(folder):
    folder.spoil(
        "- [ ] 1 sol {#a}\n  Casi. Es lo que **entra**.\n- [x] 10 céntimos {#b}\n  Eso es.\n",
        "- [x] 10 céntimos {#b}\n  Eso es.\n- [ ] 1 sol {#a}\n  Casi. Es lo que **entra**.\n",
    )
    assert folder.said() == []


def test_a_raised_rev_is_written_to_the_lock(folder):
    folder.spoil("answer=90 unit=centimos near=5", "answer=80 unit=centimos")
    folder.spoil("1800 / 20 = 90", '1800 / 20 = 90", "1600 / 20 = 80')
    folder.spoil(".number rev=1", ".number rev=2")
    assert any("todavía no sabe de card tanda.7" in line for line in folder.said())
    folder.relock()
    assert folder.said() == []
    assert "card tanda.7 rev 2 " in lock_of(folder)


def test_a_lesson_moves_between_modules_without_losing_its_ids(folder):
    module = folder.module.read_text("utf-8")
    folder.write("es/otro/module.md", module.replace("id: precio", "id: otro"))
    folder.write(
        "es/precio/02-mas.md", folder.lesson.read_text("utf-8").replace("id: tanda", "id: mas")
    )
    folder.write("editions/demo.json", (folder.root / "editions/demo.json").read_text("utf-8"))
    folder.lesson.rename(folder.root / "es/otro/01-tanda.md")
    folder.relock()
    assert [line for line in folder.said() if "ninguna edición lleva" not in line] == []


def test_a_lesson_that_cannot_be_read_has_not_lost_its_ids(folder):
    folder.spoil("minutes: 5", "minutes: x")
    assert [line for line in folder.said() if "ya no está" in line] == []


def test_a_line_taken_out_of_the_lock_is_missed(folder):
    folder.spoil(CARD_9, "")
    lines = lock_of(folder).splitlines(keepends=True)
    folder.write("ids.lock", "".join(line for line in lines if "card tanda.9" not in line))
    [said] = folder.said()
    assert "se borraron 1 líneas" in said


def test_a_merge_that_adds_lines_is_no_loss(folder):
    folder.write("ids.lock", "- lesson vieja\n" + lock_of(folder))
    assert folder.said() == []


def test_nonsense_in_the_lock_is_named(folder):
    folder.write("ids.lock", lock_of(folder) + "carta 4\n")
    assert any("esta línea no se entiende" in line for line in folder.said())
