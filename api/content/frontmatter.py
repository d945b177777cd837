"""Read YAML as authors mean it: `no` is a word, `true` and `false` are yes and no (YAML 1.2)."""

from __future__ import annotations

import re
from typing import Any

import yaml

_BOOL = "tag:yaml.org,2002:bool"


# Not the one in C: it takes tabs, which the other refuses, and is not on every machine.
class _Loader(yaml.SafeLoader):
    """YAML's safe loader without the words that YAML 1.1 took for truth values."""


_Loader.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0] != _BOOL]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"(?:true|false)\Z"), list("tf"))


def read_yaml(text: str) -> Any:
    """Read one document. Raises yaml.YAMLError, and ValueError for a day that is none."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 -- a safe loader's child
