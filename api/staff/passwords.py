"""Which passwords are long and odd enough. Nothing leaves the server to find out. Pure."""

import re
import unicodedata
from functools import cache
from pathlib import Path

SHORTEST, LONGEST = 15, 200
ENOUGH = 11
WORD, LETTER, DIGIT, PATTERN = 3.0, 1.0, 0.5, 1.0
COMMON = Path(__file__).with_name("common_words.txt")
LEET = str.maketrans("013457@$!", "oieastasi")
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
YEAR = re.compile(r"(19|20)\d\d")
RUN_LENGTH, ECHO_LENGTH, NAME_LENGTH = 3, 4, 3


def normal(password: str) -> str:
    """Return a password in the one form in which it is hashed."""
    return unicodedata.normalize("NFC", password)


def fault(password: str, name: str = "") -> str | None:
    """Return the key of what is wrong with a password; None when nothing is."""
    if not SHORTEST <= len(normal(password)) <= LONGEST:
        return "staff.password_length"
    return None if worth(password, name) >= ENOUGH else "staff.password_common"


def worth(password: str, name: str = "") -> float:
    """Add up what is a person's own; common words, her name, years, runs and echoes are cheap."""
    text = _plain(password)
    own = frozenset({_plain(name)}) if len(name) >= NAME_LENGTH else frozenset()
    total, at = 0.0, 0
    while at < len(text):
        step, value = _piece(text, at, common_words() | own)
        total, at = total + value, at + step
    return total


def _piece(text: str, at: int, words: frozenset[str]) -> tuple[int, float]:
    """Return the length and the worth of the longest known thing at a place."""
    year = YEAR.match(text, at)
    pattern = max(_run(text, at), _echo(text, at), 4 if year else 0)
    word = _word(text, at, words)
    if not pattern and not word:
        return 1, DIGIT if text[at].isdigit() else LETTER
    return max(pattern, word), WORD if word > pattern else PATTERN


def _run(text: str, at: int) -> int:
    """Return the length of a run at a place: aaaa, abcd, 4321, qwerty."""
    longest = 0
    for row in (*RUNS, *(row[::-1] for row in RUNS), text[at] * len(text)):
        found, length = row.find(text[at]), 0
        while found >= 0 and text[at : at + length + 1] == row[found : found + length + 1]:
            length += 1
            if found + length >= len(row) or at + length >= len(text):
                break
        longest = max(longest, length)
    return longest if longest >= RUN_LENGTH else 0


def _echo(text: str, at: int) -> int:
    """Return the length of what has stood before already."""
    length = ECHO_LENGTH
    while at + length <= len(text) and text[at : at + length] in text[:at]:
        length += 1
    return length - 1 if length > ECHO_LENGTH else 0


def _word(text: str, at: int, words: frozenset[str]) -> int:
    """Return the length of the longest common word, also when it wears digits for letters."""
    rest = text[at:]
    dressed = rest.translate(LEET)
    return max((len(word) for word in words if rest.startswith(word) or dressed.startswith(word)),
               default=0)  # fmt: skip


def _plain(text: str) -> str:
    """Drop accents, capitals, spaces and hyphens."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\s._-]", "", "".join(one for one in bare if not unicodedata.combining(one)))


@cache
def common_words() -> frozenset[str]:
    """Return the local list: what is most often guessed, and what this project makes one think."""
    lines = COMMON.read_text(encoding="ascii").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
