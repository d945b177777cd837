"""The documentation page: the OpenAPI document as plain HTML, with nothing from outside."""

import html
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from api.library.pwa import content_security_policy
from api.wire import CreandoApi

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:auto;padding:1rem;"
    "color:#1d1a17;background:#fffdf8}h2{margin:2.5rem 0 .25rem;font-size:1.1rem}"
    "code{background:#f1ece1;padding:.1em .3em;border-radius:.2em}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#f4efe6;background:#1d1a17}"
    "code{background:#37322b}}"
)


def docs_blueprint(api: CreandoApi) -> Blueprint:
    """Serve /docs from the same document as /openapi.json."""
    blueprint = Blueprint("docs", __name__)

    @blueprint.get("/docs")
    def page() -> Response:
        """Draw the page."""
        text = render(api.document())
        response = Response(text, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = content_security_policy(text)
        return response

    return blueprint


def render(document: Mapping[str, Any]) -> str:
    """Write an OpenAPI document as one HTML page that needs no script."""
    operations = [
        _operation(path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if isinstance(operation, dict) and "responses" in operation
    ]
    schemas = document.get("components", {}).get("schemas", {})
    shapes = [_schema(name, schema) for name, schema in sorted(schemas.items())]
    info = document["info"]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_(info['title'])} API</title><style>{STYLE}</style>"
        f"<h1>{_(info['title'])} API</h1>{_prose(info.get('description', ''))}"
        '<p><a href="/openapi.json">/openapi.json</a></p>'
        f"{''.join(operations)}<h1>Shapes</h1>{''.join(shapes)}</html>"
    )


def _(text: object) -> str:
    return html.escape(str(text))


def _prose(text: str) -> str:
    """Write paragraphs; words in backquotes as code."""
    paragraphs = [" ".join(one.split()) for one in text.split("\n\n")]
    return "".join(f"<p>{_inline(one)}</p>" for one in paragraphs if one)


def _inline(text: str) -> str:
    parts = _(text).split("`")
    return "".join(f"<code>{one}</code>" if i % 2 else one for i, one in enumerate(parts))


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    lock = " (bearer token)" if operation.get("security") else ""
    rows = "".join(
        f"<tr><th>{_(status)}<td>{_inline(answer.get('description', ''))}"
        for status, answer in sorted(operation["responses"].items())
    )
    return (
        f"<h2><code>{_(method.upper())} {_(path)}</code>{lock}</h2>"
        f"{_prose(operation.get('summary', ''))}{_prose(operation.get('description', ''))}"
        f"<table>{rows}</table>"
    )


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    required = set(schema.get("required", []))
    rows = "".join(
        f"<tr><th><code>{_(field)}</code><td>{_(_type(shape))}"
        f"<td>{'' if field in required else 'may be missing'}"
        for field, shape in schema.get("properties", {}).items()
    )
    return f"<h2>{_(name)}</h2><table>{rows}</table>"


def _type(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    kind = shape.get("type", "anything")
    inner = f" of {_type(shape['items'])}" if "items" in shape else ""
    return f"{' or '.join(kind) if isinstance(kind, list) else kind}{inner}"
