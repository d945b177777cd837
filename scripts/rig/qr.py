"""Read a QR code off the screen or a picture, by another hand than the one that drew it."""

from __future__ import annotations

import base64
import json
import subprocess

from playwright.sync_api import BrowserContext, Locator

from scripts.rig.server import ROOT

SIDE = 480
# A picture on white, as black and white pixels of a page that has no policy.
PIXELS = """async ([source, side]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  const [width, height] = side ? [side, side] : [image.naturalWidth, image.naturalHeight];
  Object.assign(canvas, { width, height });
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, width, height);
  paper.drawImage(image, 0, 0, width, height);
  const { data } = paper.getImageData(0, 0, width, height);
  const bits = Array.from({ length: width * height }, (_, i) => (data[4 * i] < 128 ? 1 : 0));
  return { bits: bits.join(''), width, height };
}"""
DECODE = """import { decodeQR } from 'qr/decode.js';
let text = '';
for await (const part of process.stdin) text += part;
const { bits, width, height } = JSON.parse(text);
const data = new Uint8Array(4 * width * height);
for (let i = 0; i < bits.length; i++) data.fill(bits[i] === '1' ? 0 : 255, 4 * i, 4 * i + 4);
for (let i = 3; i < data.length; i += 4) data[i] = 255;
process.stdout.write(decodeQR({ width, height, data }));"""


def read_qr(drawing: Locator) -> str:
    """Return what an SVG on the screen says as a QR code."""
    svg = drawing.evaluate("e => new XMLSerializer().serializeToString(e)")
    svg = svg.replace('class="light"', 'fill="#fff"')  # its style stays behind
    return _read(drawing.page.context, "svg+xml", svg.encode(), SIDE)


def read_picture(context: BrowserContext, png: bytes) -> str:
    """Return what the QR code somewhere on a picture says."""
    return _read(context, "png", png, 0)


def _read(context: BrowserContext, kind: str, content: bytes, side: int) -> str:
    blank = context.new_page()
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    pixels = blank.evaluate(PIXELS, [source, side])
    blank.close()
    return subprocess.run(
        ["node", "--input-type=module", "--eval", DECODE],
        cwd=ROOT / "pwa",
        input=json.dumps(pixels),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
