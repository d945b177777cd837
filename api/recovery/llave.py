"""Mi llave: twelve characters of hers. The phone stretches them; they never come here."""

from collections.abc import Callable

from peewee import IntegrityError

from api.clock import now_s
from api.db import database
from api.errors import Forbidden, NotFound
from api.learners.models import Token
from api.learners.service import KEY
from api.recovery import limits
from api.recovery.arrival import RETRY_S, Arriving, let_in
from api.recovery.closing import take_away
from api.recovery.models import Llave
from api.recovery.proofs import holds, prove
from api.sync import streams

AN_HOUR = 5


def put(asking: Callable[[], Token], name: str, auth: str, box: str) -> None:
    """Keep what checks her llave in place of the one before; raises Forbidden.

    `name` and `auth` are drawn from it by the phone; `box` is for the phone alone. `asking` returns
    who asks, and raises once that phone is sent away.
    """
    subject = str(asking().subject)
    proof = prove(auth)
    with streams.holding(subject):
        phone = take_away(Llave, asking())
        try:
            with database.atomic():
                Llave.insert(
                    subject=subject, id=name, auth=proof, box=box, via=phone, made_at=now_s()
                ).execute()
        except IntegrityError as taken:
            raise Forbidden("auth.subject") from taken


def claim(name: str, auth: str, phone: Arriving) -> tuple[str, str]:
    """Let a phone in by a llave, once; return for whom it speaks now and the box.

    Raises NotFound, TooMany or Forbidden. The same phone may ask again for ten minutes.
    """
    found = Llave.get_or_none(Llave.id == name)
    if found is None:
        raise NotFound("key.unknown")
    limits.take(f"key:{name}", AN_HOUR)
    if not holds(found.auth, auth):
        raise NotFound("key.unknown")
    with streams.holding(found.subject):
        now = now_s()
        this = (Llave.id == name) & (Llave.auth == found.auth)
        unused = this & Llave.session.is_null()
        Llave.update(session=phone.session, used_at=now).where(unused).execute()
        again = (Llave.session == phone.session) & (Llave.used_at > now - RETRY_S)
        taken = Llave.get_or_none(this & again)
        if taken is None:
            raise NotFound("key.unknown")
        let_in(taken.subject, phone, KEY, via=taken.via)
    limits.clear(f"key:{name}")
    return str(taken.subject), str(taken.box)
