"""Second factors: a code of six digits by the clock, a passkey, one of ten recovery codes."""

import json
from typing import Any, cast

from api.clock import now_s
from api.codes import letters, read_letters
from api.db import write
from api.errors import Forbidden
from api.staff import sessions
from api.staff.models import Account, Code, Passkey, Session
from api.staff.place import Place
from api.staff.secrets import RECOVERY_LETTERS, Sealer, hash_recovery

ISSUER = "CREANDO"
STEP_S = 30
DRIFT_STEPS = 1  # a phone's clock may be half a minute off
RECOVERY_CODES = 10
FOR_EVER = 2**53 - 1
MOST_PASSKEYS = 10
REFUSED = "staff.factor"


def new_totp() -> str:
    """Return a new secret for an authenticator app."""
    import pyotp

    return pyotp.random_base32()


def totp_uri(secret: str, name: str) -> str:
    """Return what the QR code says."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def totp_step(secret: str, code: str) -> int | None:
    """Return the step of the clock a code belongs to; None if it is of none near now."""
    import pyotp

    now = now_s() // STEP_S
    clock = pyotp.TOTP(secret)
    near = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
    fits = [step for step in near if pyotp.utils.strings_equal(clock.at(step * STEP_S), code)]
    return fits[0] if fits else None


def use_totp(account: Account, code: str, sealer: Sealer) -> bool:
    """Tell whether a code is right and new: each step of the clock opens once."""
    secret = sealer.open(account.totp, account.id) if account.totp else None
    step = totp_step(secret, code.strip().replace(" ", "")) if secret else None
    if step is None:
        return False
    with write():
        later = (Account.id == account.id) & (Account.totp_step < step)
        return bool(Account.update(totp_step=step).where(later).execute())


def set_totp(account: Account, secret: str, step: int, sealer: Sealer) -> None:
    """Enrol a secret whose first code was just shown; that code is spent."""
    sealed = sealer.seal(secret, account.id)
    Account.update(totp=sealed, totp_step=step).where(Account.id == account.id).execute()


def new_recovery(account_id: str) -> tuple[list[str], list[str]]:
    """Return ten new recovery codes and their hashes; nothing is kept yet."""
    codes = [letters(RECOVERY_LETTERS) for _ in range(RECOVERY_CODES)]
    return codes, [hash_recovery(code, account_id) for code in codes]


def keep_recovery(account_id: str, hashes: list[str]) -> None:
    """Put these hashes in the place of those an account had, inside a transaction."""
    Code.delete().where((Code.account == account_id) & (Code.kind == "recovery")).execute()
    for hashed in hashes:
        Code.insert(hash=hashed, account=account_id, kind="recovery", until=FOR_EVER).execute()


def recovery_hash(account: Account | None, code: str) -> str | None:
    """Return the hash of a code if it is one of the account's; as slow when there is no account."""
    hashed = hash_recovery(code, account.id if account else "-" * 16)
    if account is None or len(read_letters(code)) != RECOVERY_LETTERS:
        return None
    hers = (Code.hash == hashed) & (Code.account == account.id) & (Code.kind == "recovery")
    return hashed if Code.select().where(hers).exists() else None


def use_recovery(account: Account, code: str) -> bool:
    """Tell whether a recovery code is one of hers, and spend it."""
    hashed = recovery_hash(account, code)
    if hashed is None:
        return False
    with write():
        return bool(Code.delete().where(Code.hash == hashed).execute())


def recovery_left(account_id: str) -> int:
    """Count the recovery codes an account still has."""
    return int(
        Code.select().where((Code.account == account_id) & (Code.kind == "recovery")).count()
    )


def passkeys(account_id: str) -> list[Passkey]:
    """Return an account's passkeys, oldest first."""
    return [*Passkey.select().where(Passkey.account == account_id).order_by(Passkey.created_at)]


def registration(account: Account, session: Session, place: Place) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; its challenge is kept with the session."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=place.rp_id,
        rp_name=ISSUER,
        user_name=account.name,
        user_id=account.id.encode(),
        exclude_credentials=_known(account.id),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return _asked(webauthn.options_to_json(options), session)


def request(account: Account, session: Session, place: Place) -> dict[str, Any] | None:
    """Return what the browser needs to show a passkey; None if the account has none."""
    import webauthn
    from webauthn.helpers import structs

    known = _known(account.id)
    if not known:
        return None
    options = webauthn.generate_authentication_options(
        rp_id=place.rp_id,
        allow_credentials=known,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return _asked(webauthn.options_to_json(options), session)


def _known(account_id: str) -> list[Any]:
    from webauthn import base64url_to_bytes
    from webauthn.helpers import structs

    return [
        structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.id))
        for one in passkeys(account_id)
    ]


def _asked(options: str, session: Session) -> dict[str, Any]:
    asked = cast("dict[str, Any]", json.loads(options))
    with write():
        sessions.keep(session, challenge=asked["challenge"])
    return asked


def new_passkey(shown: dict[str, Any], session: Session, place: Place, origin: str) -> Passkey:
    """Return the row of a passkey just made, not stored yet; raises Forbidden if it is not ours."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url

    challenge = webauthn.base64url_to_bytes(sessions.use_challenge(session))
    try:
        made = webauthn.verify_registration_response(
            credential=shown,
            expected_challenge=challenge,
            expected_rp_id=place.rp_id,
            expected_origin=origin,
            require_user_verification=True,
        )
    except Exception as fault:  # whatever a made-up credential trips over in there
        raise Forbidden(REFUSED) from fault
    return Passkey(
        id=bytes_to_base64url(made.credential_id),
        account=session.account,
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        created_at=now_s(),
    )


def use_passkey(
    account: Account, shown: dict[str, Any], session: Session, place: Place, origin: str
) -> bool:
    """Tell whether a passkey of hers signed this session's challenge; it is spent either way."""
    import webauthn

    challenge = webauthn.base64url_to_bytes(sessions.use_challenge(session))
    mine = (Passkey.id == str(shown.get("id"))) & (Passkey.account == account.id)
    key = Passkey.get_or_none(mine)
    if key is None:
        return False
    try:
        done = webauthn.verify_authentication_response(
            credential=shown,
            expected_challenge=challenge,
            expected_rp_id=place.rp_id,
            expected_origin=origin,
            credential_public_key=webauthn.base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception:  # whatever a made-up credential trips over in there
        return False
    with write():
        Passkey.update(sign_count=done.new_sign_count).where(Passkey.id == key.id).execute()
    return True
