"""What a learner does about her phones. Each runs under the lock of her stream."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.db import write
from api.learners import service as learners
from api.learners.models import Token
from api.sync import streams


@contextmanager
def holding(subject: str) -> Iterator[None]:
    """Run one transaction that nobody else of this subject's runs at the same time."""
    with write():
        streams.lock(streams.learner_stream(subject))
        yield


def renew(authorization: str, session: str, append: str | None) -> None:
    """Give the asking phone new tokens; whoever kept the old ones is out.

    Asked again with the new session token it changes nothing.
    """
    with holding(learners.subject_of(authorization)):
        asking: Token = learners.session(authorization)  # again: now nobody changes it
        learners.rotate(asking, session, append)
