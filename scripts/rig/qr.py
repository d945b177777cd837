"""Read a QR code off the screen, by another hand than the one that drew it."""

from __future__ import annotations

import json
import subprocess

from playwright.sync_api import Locator

from scripts.rig.server import ROOT

SIDE = 480
# The drawing alone on white, as black and white pixels of a page that has no policy.
PIXELS = """async ([svg, side]) => {
  const image = new Image();
  image.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, side, side);
  paper.drawImage(image, 0, 0, side, side);
  const { data } = paper.getImageData(0, 0, side, side);
  return Array.from({ length: side * side }, (_, i) => (data[4 * i] < 128 ? 1 : 0)).join('');
}"""
DECODE = """import { decodeQR } from 'qr/decode.js';
let text = '';
for await (const part of process.stdin) text += part;
const { bits, side } = JSON.parse(text);
const data = new Uint8Array(4 * side * side);
for (let i = 0; i < bits.length; i++) data.fill(bits[i] === '1' ? 0 : 255, 4 * i, 4 * i + 4);
for (let i = 3; i < data.length; i += 4) data[i] = 255;
process.stdout.write(decodeQR({ width: side, height: side, data }));"""


def read_qr(drawing: Locator) -> str:
    """Return what an SVG on the screen says as a QR code."""
    svg = drawing.evaluate("e => new XMLSerializer().serializeToString(e)")
    svg = svg.replace('class="light"', 'fill="#fff"')  # its style stays behind
    blank = drawing.page.context.new_page()
    bits = blank.evaluate(PIXELS, [svg, SIDE])
    blank.close()
    return subprocess.run(
        ["node", "--input-type=module", "--eval", DECODE],
        cwd=ROOT / "pwa",
        input=json.dumps({"bits": bits, "side": SIDE}),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
