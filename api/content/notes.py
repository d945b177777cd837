"""Say to an author, in Spanish, what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One finding: file and line, the fault and its mend; a warning stops nothing."""

    file: str
    line: int
    fault: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        """Give the line that an editor can jump to."""
        word = "aviso" if self.warning else "falta"
        return f"{self.file}:{self.line}: {word}: {self.fault}. {self.mend}."


@dataclass(slots=True)
class Notes:
    """Gather findings, so that an author sees all of them in one go."""

    found: list[Note] = field(default_factory=list)

    def fault(self, file: str, line: int, fault: str, mend: str) -> None:
        """Record something that keeps the lessons from being published."""
        self.found.append(Note(file, line, fault, mend))

    def warn(self, file: str, line: int, fault: str, mend: str) -> None:
        """Record something to look at soon."""
        self.found.append(Note(file, line, fault, mend, warning=True))

    @property
    def broken(self) -> bool:
        """Tell whether anything forbids publishing."""
        return any(not note.warning for note in self.found)

    def in_order(self) -> list[Note]:
        """Give every finding once, by file and line."""
        return sorted(set(self.found))
