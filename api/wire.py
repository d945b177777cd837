"""What every blueprint shares: the error's shape, and flask-smorest taught to speak it."""

import logging
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, Response, json, jsonify
from flask_smorest import Api, Blueprint
from marshmallow import EXCLUDE, Schema, fields
from peewee import PeeweeException
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import HTTP_STATUS_CODES

from api.errors import ApiError, Unavailable

# Flask's own refusals, by status; everything else is raised with a key of its own.
KEYS = {
    400: "request.invalid",
    404: "request.not_found",
    405: "request.method",
    413: "request.too_large",
    415: "request.encoding",
    500: "server.error",
}

log = logging.getLogger("creando")
BEARER: list[dict[str, list[str]]] = [{"bearer": []}]
COOKIE: list[dict[str, list[str]]] = [{"cookie": []}]
View = TypeVar("View", bound=Callable[..., object])


class ErrorSchema(Schema):
    """The one shape of every error; `message` is a stable key."""

    code = fields.Integer(required=True)
    status = fields.String(required=True)
    message = fields.String(required=True)
    errors = fields.Dict(required=True)


def refuses(blueprint: Blueprint, answers: Mapping[int, str]) -> Callable[[View], View]:
    """Document the errors a view may answer with, by status."""

    said = {
        str(status): {
            "description": words,
            "content": {"application/json": {"schema": ErrorSchema}},
        }
        for status, words in answers.items()
    }

    def document(view: View) -> View:
        # At once: each `alt_response` copies all that was documented before it.
        wrapped: View = blueprint.doc(responses=said)(view)
        return wrapped

    return document


def takes(blueprint: Blueprint, schema: type[Schema]) -> Callable[[View], View]:
    """Document the JSON body of a view that reads it itself; a newer phone may say more."""
    content = {"application/json": {"schema": schema(unknown=EXCLUDE)}}

    def document(view: View) -> View:
        wrapped: View = blueprint.doc(requestBody={"required": True, "content": content})(view)
        return wrapped

    return document


def error_answer(code: int, key: str) -> Response:
    """Build an error answer."""
    response = jsonify(code=code, status=HTTP_STATUS_CODES[code], message=key, errors={})
    response.status_code = code
    return response


class CreandoApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest with our error shape and without its catch-all `default` answer."""

    ERROR_SCHEMA = ErrorSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        """Serve on this app."""
        self._undocumented: list[Blueprint] = []
        self._writing = Lock()
        super().__init__(app)

    def register_blueprint(self, blp: Blueprint) -> None:
        """Serve the routes; they are documented when somebody reads of them: it costs a start."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)
        self._undocumented.append(blp)

    def document(self) -> dict[str, Any]:
        """Return the OpenAPI document of all that was registered."""
        with self._writing:
            while self._undocumented:
                one = self._undocumented.pop(0)
                one.register_views_in_doc(
                    self, self._app, self.spec, name=one.name, parameters=None
                )
                self.spec.tag({"name": one.name, "description": one.description})
            written: dict[str, Any] = self.spec.to_dict()
        return written

    def _openapi_json(self) -> Response:
        body = json.dumps(self.document(), indent=2, sort_keys=False)
        return Response(body, mimetype="application/json")

    def _register_error_handlers(self) -> None:
        app: Flask = self._app
        app.register_error_handler(HTTPException, self.handle_http_exception)
        app.register_error_handler(ApiError, handle_api_error)
        app.register_error_handler(PeeweeException, handle_database_error)

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer a refusal of Flask's; a 405 keeps its `Allow`."""
        code = error.code or 500
        response = error_answer(code, KEYS.get(code, f"request.{code}"))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response


def handle_database_error(error: PeeweeException) -> Response:
    """Ask the phone to come back: the log is locked, full or away. It keeps its events."""
    log.error("database: %s", type(error).__name__)
    return handle_api_error(Unavailable("server.busy"))


def handle_api_error(error: ApiError) -> Response:
    """Answer a refusal of ours."""
    response = error_answer(error.status, error.key)
    response.headers.update(error.headers)
    return response
