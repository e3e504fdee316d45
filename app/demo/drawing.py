"""Drawn pictures that stand in for photos from a site; nobody and nothing real is shown."""

import io

from PIL import Image, ImageDraw

_SIZE = (960, 720)
_SKY, _GROUND, _WALL, _ROOF, _ROAD, _PUDDLE, _LINE = (
    (206, 222, 235),
    (158, 148, 128),
    (196, 190, 180),
    (120, 92, 80),
    (104, 106, 110),
    (136, 160, 178),
    (238, 226, 150),
)


def site(seed: int) -> bytes:
    """A works hall behind a road, as a JPEG; `seed` shifts what stands where."""
    image = Image.new("RGB", _SIZE, _SKY)
    pen = ImageDraw.Draw(image)
    left = 90 + seed * 140
    pen.rectangle((0, 400, 960, 720), fill=_GROUND)
    pen.rectangle((left, 230, left + 460, 430), fill=_WALL)
    pen.polygon([(left - 20, 230), (left + 230, 140), (left + 480, 230)], fill=_ROOF)
    for at in range(5):
        pen.rectangle((left + 30 + at * 86, 280, left + 80 + at * 86, 340), fill=_PUDDLE)
    pen.rectangle((0, 500, 960, 660), fill=_ROAD)
    for at in range(0, 960, 160):
        pen.rectangle((at, 574, at + 80, 586), fill=_LINE)
    pen.ellipse((300 + seed * 120, 600, 470 + seed * 120, 645), fill=_PUDDLE)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
