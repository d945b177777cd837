"""Read the JSON body of a request strictly, and write answers that nobody keeps."""

from typing import Any, cast

from flask import Response, jsonify, request
from marshmallow import EXCLUDE, Schema, ValidationError

from api.errors import Invalid, Malformed, WrongEncoding
from api.sync.intake import Doubled, parse

BODY = {
    400: "`request.json`: not strict JSON",
    413: "`request.too_large`",
    415: "`request.encoding`: not JSON",
    422: "`request.invalid`: not this contract",
    503: "`server.busy`: wait `Retry-After`",
}


def body(schema: type[Schema]) -> dict[str, Any]:
    """Read a body of one shape, a newer phone may say more; raises ApiError."""
    if request.mimetype != "application/json":
        raise WrongEncoding("request.encoding")
    parsed = parse(request.get_data(cache=False))
    if isinstance(parsed, Doubled):
        raise Malformed("request.json")
    try:
        return cast("dict[str, Any]", schema(unknown=EXCLUDE).load(cast(Any, parsed)))
    except ValidationError as fault:
        raise Invalid("request.invalid") from fault


def private(answer: Any) -> Response:
    """Return a JSON answer that no cache keeps."""
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def empty() -> Response:
    """Return an answer without a body."""
    gone = Response(status=204)
    gone.headers.remove("Content-Type")
    return gone
