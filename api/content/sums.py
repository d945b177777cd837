"""Work the sums of lessons out again, in whole numbers."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

_OPERATIONS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


def sum_fault(written: str) -> str:
    """Work out "1800 / 20 = 90" in whole numbers; says what is wrong, '' when it is right."""
    left, equals, right = written.partition("=")
    try:
        if not equals or _value(left) != _value(right):
            return f"no da eso: da {_value(left)}" if equals else "no tiene ="
    except (SyntaxError, ValueError, ZeroDivisionError) as error:
        return str(error) if isinstance(error, ValueError) else "no se entiende"
    return ""


def _value(text: str) -> int:
    return _work_out(ast.parse(text.strip(), mode="eval").body)


def _work_out(node: ast.expr) -> int:
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            whole, rest = divmod(_work_out(left), _work_out(right))
            if rest:
                raise ValueError("no sale exacta; usa números que se dividan sin resto")
            return whole
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_work_out(left), _work_out(right))
    raise ValueError("no se entiende; usa números enteros y + - * /")
