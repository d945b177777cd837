"""What every blueprint shares: the error's shape, and flask-smorest taught to speak it."""

from http import HTTPStatus

from flask import Flask, Response, jsonify
from flask_smorest import Api
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from api.errors import ApiError

# Flask's own refusals, by status; everything else is raised with a key of its own.
KEYS = {
    400: "request.invalid",
    404: "request.not_found",
    405: "request.method",
    413: "request.too_large",
    415: "request.encoding",
    500: "server.error",
}


class ErrorSchema(Schema):
    """The one shape of every error; `message` is a stable key."""

    code = fields.Integer(required=True)
    status = fields.String(required=True)
    message = fields.String(required=True)
    errors = fields.Dict(required=True)


def error_answer(code: int, key: str) -> Response:
    """Build an error answer."""
    phrase = HTTPStatus(code).phrase
    response = jsonify(code=code, status=phrase, message=key, errors={})
    response.status_code = code
    return response


class CreandoApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest with our error shape and without its catch-all `default` answer."""

    ERROR_SCHEMA = ErrorSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        app: Flask = self._app
        app.register_error_handler(HTTPException, self.handle_http_exception)
        app.register_error_handler(ApiError, handle_api_error)

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer a refusal of Flask's; a 405 keeps its `Allow`."""
        code = error.code or 500
        response = error_answer(code, KEYS.get(code, f"request.{code}"))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response


def handle_api_error(error: ApiError) -> Response:
    """Answer a refusal of ours."""
    response = error_answer(error.status, error.key)
    response.headers.update(error.headers)
    return response
