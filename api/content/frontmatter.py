"""Read YAML as authors mean it: `no` is a word, `true` and `false` are yes and no (YAML 1.2)."""

from __future__ import annotations

import re
from typing import Any

import yaml

_BOOL = "tag:yaml.org,2002:bool"


# Ten times as fast where the library of C is there, and the same otherwise.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """YAML's safe loader without the words that YAML 1.1 took for truth values."""


_Loader.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0] != _BOOL]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"(?:true|false)\Z"), list("tf"))


def read_yaml(text: str) -> Any:
    """Read one document. Raises yaml.YAMLError, and ValueError for a day that is none."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 -- a safe loader's child
