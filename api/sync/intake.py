"""Open a request's body without being hurt by it: bounded, strict, never a surprise. Pure."""

import json
import math
import re
import zlib

from api.errors import Malformed, TooLarge, WrongEncoding
from api.sync.registry import Json

MAX_INFLATED_BYTES = 512 * 1024
MAX_DEPTH = 16
MAX_DIGITS = 40  # far beyond 2^53, far below what makes int() slow

STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
BRACKETS = re.compile(r"[\[\]{}]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Doubled(dict[str, Json]):
    """An object in which a key stood twice: nobody can say what its author meant."""


def inflate(body: bytes, encoding: str, max_bytes: int = MAX_INFLATED_BYTES) -> bytes:
    """Return the plain body; raises WrongEncoding, or TooLarge before the bomb is opened."""
    if encoding in ("", "identity"):
        return body
    if encoding != "deflate":
        raise WrongEncoding("request.encoding")
    opener = zlib.decompressobj()
    try:
        plain = opener.decompress(body, max_bytes + 1)
    except zlib.error as fault:
        raise WrongEncoding("request.encoding") from fault
    if len(plain) > max_bytes:
        raise TooLarge("request.too_large")
    if not opener.eof or opener.unused_data:
        raise WrongEncoding("request.encoding")
    return plain


def parse(body: bytes) -> Json:
    """Parse strict JSON; raises Malformed. Objects with a key twice come back as `Doubled`."""
    try:
        text = body.decode("utf-8")
        _check_depth(text)
        parsed: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_refuse,
        )
    except ValueError as fault:
        raise Malformed("request.json") from fault
    return parsed


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser's recursion meets it."""
    depth = 0
    for bracket in BRACKETS.findall(STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise ValueError("too deep")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Doubled(made)


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _refuse(text: str) -> float:
    raise ValueError(text)
