"""The thirty pictures of a key by their ids; the phone draws them from the same file."""

import json
from pathlib import Path

FILE = Path(__file__).parents[1] / "learners" / "pictures.json"
PICTURES: dict[str, str] = {
    one["id"]: one["name"] for one in json.loads(FILE.read_text(encoding="utf-8"))
}
