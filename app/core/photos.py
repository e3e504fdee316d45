"""Pictures: sniffed, decoded, turned upright, stripped of everything but the image (reliability R30, R59, R60)."""

import hashlib
import io
from dataclasses import dataclass

import filetype  # type: ignore[import-untyped]
from PIL import Image, ImageOps

from app.core.errors import RuleBroken
from app.core.i18n import N_

ALLOWED = {"image/jpeg", "image/png", "image/webp"}
MAX_PIXELS = 40_000_000
SIDE, THUMB_SIDE = 2048, 480


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean JPEG, its small copy, and its size in pixels."""

    jpeg: bytes
    thumb: bytes
    width: int
    height: int
    sha256: str


def clean(raw: bytes) -> Picture:
    """Decode and encode anew; raises RuleBroken for anything that is not a photo of a sane size."""
    found = filetype.guess(raw)
    if found is None or found.mime not in ALLOWED:
        raise RuleBroken(N_("Only photos can be added: JPEG, PNG or WebP."), field="photos")
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise RuleBroken(N_("This photo is too large; 40 megapixels at most."), field="photos")
            opened.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise RuleBroken(N_("This photo cannot be read; please take it again."), field="photos") from broken
    upright.thumbnail((SIDE, SIDE))
    jpeg = _encoded(upright, 82)
    width, height = upright.size
    upright.thumbnail((THUMB_SIDE, THUMB_SIDE))
    return Picture(jpeg, _encoded(upright, 75), width, height, hashlib.sha256(jpeg).hexdigest())


def _encoded(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
