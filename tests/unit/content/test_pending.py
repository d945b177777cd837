"""What nobody wrote yet is told line by line, and keeps a lesson from being published."""


def test_each_line_that_waits_is_told(folder):
    folder.spoil("La mesa de hoy.", "PENDIENTE: di qué se ve.")
    folder.spoil("rule: Primero sé cuánto me cuesta.", 'rule: "PENDIENTE: tu regla"')
    notes = folder.compile().notes
    lines = folder.lesson.read_text("utf-8").splitlines()
    assert [(note.line, note.fault) for note in notes.in_order()] == [
        (5, "falta escribir (PENDIENTE): tu regla"),
        (lines.index("PENDIENTE: di qué se ve.") + 1, "falta escribir (PENDIENTE): di qué se ve"),
    ]
    assert notes.broken
