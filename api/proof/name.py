"""A name on a certificate: one way to write it, and its salted hash. Pure.

Mirrored by pwa/src/domain/proofcode.ts; tests/vectors/proofcode.json holds what both read.
"""

import hashlib
import re
import unicodedata

# Not seen on paper, so whoever types the name she reads leaves them out.
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
HYPHENS = re.compile("[\u2010\u2011\u2013]")
# What a phone takes for space, which is not quite what Python does.
SPACES = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


def neat_name(name: str) -> str:
    """Write a name as it is signed: letters one way, single spaces, nothing that is not seen."""
    seen = unicodedata.normalize("NFC", UNSEEN.sub("", name))
    return SPACES.sub(" ", HYPHENS.sub("-", APOSTROPHES.sub("'", seen))).strip(" ")


def hash_name(salt: bytes, name: str) -> bytes:
    """Hash a name as the phone did, 32 bytes; raises ValueError for one that is no text."""
    return hashlib.sha256(salt + neat_name(name).encode()).digest()
