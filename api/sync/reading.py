"""Read the body of a request strictly, and write answers that nobody keeps."""

from typing import Any

from flask import Response, jsonify, request
from marshmallow import EXCLUDE, Schema

from api.errors import TooLarge, WrongEncoding
from api.sync.intake import parse
from api.sync.schemas import shaped

BODY = {
    400: "`request.json`: not strict JSON",
    413: "`request.too_large`",
    415: "`request.encoding`: not JSON",
    422: "`request.invalid`: not this contract",
    503: "`server.busy`: wait `Retry-After`",
}


def sent(media_type: str) -> bytes:
    """Return the body as it came; raises WrongEncoding or TooLarge."""
    if request.mimetype != media_type:
        raise WrongEncoding("request.encoding")
    most = request.max_content_length or 0
    # werkzeug cuts a body that never said its length: one byte more tells the cut from the end.
    request.max_content_length = most + 1
    data = request.get_data(cache=False)
    if len(data) > most:
        raise TooLarge("request.too_large")
    return data


def body(schema: type[Schema]) -> dict[str, Any]:
    """Read a body of one shape, a newer phone may say more; raises ApiError."""
    return shaped(parse(sent("application/json")), schema, unknown=EXCLUDE)


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
