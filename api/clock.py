"""The one clock."""

import time


def now_s() -> int:
    """Return the current time in whole seconds UTC."""
    return int(time.time())
