"""Count what there is to learn, to say it after a build and to notice when some of it is lost."""

from __future__ import annotations

from collections.abc import Mapping

from api.content.source import Sources

NAMES = {
    "modules": "módulos",
    "lessons": "lecciones",
    "snacks": "ratitos",
    "trade_snacks": "ratitos de un oficio",
    "mentor_lessons": "lecciones para mentores",
    "stories": "historias",
    "tricks": "trucos",
    "surveys": "encuestas",
    "habits": "preguntas de la semana",
    "tables": "tablas de ejemplos",
    "facts": "datos con fuente o por confirmar",
    "open_facts": "de ellos por confirmar",
}


def counts(sources: Sources) -> dict[str, int]:
    """Count what is written in the first language of the folder."""
    spanish = [module for module in sources.modules if module.locale == "es"]
    learned = [module for module in spanish if module.kind == "modulo"]
    snacks = [one for m in spanish if m.kind == "ratitos" for one in m.lessons]
    lessons = [one for module in spanish for one in module.lessons]
    facts = [fact for lesson in lessons for fact in lesson.facts]
    told = [one for one in sources.communities if one.locale == "es"]
    return {
        "modules": len(learned),
        "lessons": sum(len(module.lessons) for module in learned),
        "snacks": sum(not snack.trades for snack in snacks),
        "trade_snacks": sum(bool(snack.trades) for snack in snacks),
        "mentor_lessons": sum(len(m.lessons) for m in spanish if m.kind == "mentores"),
        "stories": sum(len(one.tales) for one in told),
        "tricks": sum(len(one.tricks) for one in told),
        "surveys": len(sources.surveys),
        "habits": sum(bool(lesson.habit) for lesson in lessons),
        "tables": sum(lesson.examples is not None for lesson in lessons),
        "facts": len(facts),
        "open_facts": sum(fact.state == "open" for fact in facts),
    }


def said(counted: Mapping[str, int]) -> str:
    """Say the counts in a line."""
    return ", ".join(f"{counted[key]} {name}" for key, name in NAMES.items() if key in counted)
