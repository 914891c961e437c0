"""What runs inside the sandbox: a stranger's picture in, two pictures of our own making out.

Only the header is read before its size is known. The picture is turned as its camera says, made
smaller, brought to sRGB and written anew, so that nothing else of the file survives: no place, no
names, no text, no second file behind the first. A refusal is an answer, not a crash.
"""

import io
import json
import struct
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MODULE = __name__
MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000
LONGEST, THUMBNAIL = 2560, 480
_HEAD = struct.Struct(">II")
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class RefusedError(Exception):
    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params


def draw(data: bytes, argument: str) -> bytes:
    """`argument`: mime, and for an edit `rotate` (clockwise) and then `crop` as fractions."""
    wanted = json.loads(argument)
    try:
        picture = _open(data, wanted["mime"])
        profile = picture.info.get("icc_profile")
        picture = _loaded(picture)
        picture = ImageOps.exif_transpose(picture)
        picture = _edited(picture, wanted)
        picture = _srgb(picture, profile)
        return _packed(picture)
    except RefusedError as error:
        return _answer({"code": error.code, "params": error.params}, b"", b"")
    except MemoryError:
        return _answer({"code": "image.too_heavy", "params": {}}, b"", b"")
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError,
            RuntimeError, struct.error, ZeroDivisionError):  # fmt: skip
        return _answer({"code": "image.damaged", "params": {}}, b"", b"")


def unpack(answer: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """What `draw` answered: facts, the picture, its thumbnail."""
    facts, first = _HEAD.unpack_from(answer)
    start = _HEAD.size + facts
    return (
        json.loads(answer[_HEAD.size : start]),
        answer[start : start + first],
        answer[start + first :],
    )


def _open(data: bytes, mime: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # our own limits come first, and are told apart
    if mime == "image/heic":
        import pillow_heif

        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        picture = Image.open(io.BytesIO(data), formats=[_FORMATS[mime]])
    except UnidentifiedImageError as error:
        raise RefusedError("image.damaged") from error
    width, height = picture.size
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise RefusedError(
            "image.too_large",
            width=width,
            height=height,
            megapixels=MAX_PIXELS // 1_000_000,
            side=MAX_SIDE,
        )
    if width < 1 or height < 1:
        raise RefusedError("image.damaged")
    return picture


def _loaded(picture: Image.Image) -> Image.Image:
    """Decoded, not larger than needed, in a mode that can be worked with."""
    exif = picture.getexif()
    if picture.format == "JPEG" and max(picture.size) > 2 * LONGEST:
        picture.draft(None, (LONGEST, LONGEST))
    picture.load()
    if picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    elif picture.mode.startswith("I") or picture.mode == "F":
        picture = _eight_bits(picture)
    elif picture.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        picture = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    if max(picture.size) > LONGEST:
        picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if exif:
        picture.info["exif"] = exif.tobytes()
    return picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey: the upper eight."""
    return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _has_alpha(picture: Image.Image) -> bool:
    return "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa", "La")


def _edited(picture: Image.Image, wanted: dict[str, Any]) -> Image.Image:
    if turn := _TURNS.get(wanted.get("rotate", 0)):
        picture = picture.transpose(turn)
    if crop := wanted.get("crop"):
        width, height = picture.size
        left, top = round(crop["x"] * width), round(crop["y"] * height)
        right = min(width, max(left + 1, round((crop["x"] + crop["width"]) * width)))
        bottom = min(height, max(top + 1, round((crop["y"] + crop["height"]) * height)))
        picture = picture.crop((min(left, width - 1), min(top, height - 1), right, bottom))
    return picture


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen shows them; a profile that cannot be read is left out."""
    alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None
    if alpha is not None:
        picture = picture.convert(picture.mode.removesuffix("A"))
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            picture = converted or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    picture = picture.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        picture.putalpha(alpha)
    return picture


def _packed(picture: Image.Image) -> bytes:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    whole, small = io.BytesIO(), io.BytesIO()
    if bare.mode == "RGBA":
        bare.save(whole, "WEBP", quality=85, method=4)
    else:
        bare.save(whole, "JPEG", quality=85, optimize=True, progressive=True)
    facts = {
        "mime": "image/webp" if bare.mode == "RGBA" else "image/jpeg",
        "width": bare.width,
        "height": bare.height,
    }
    bare.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=2.0)
    bare.save(small, "WEBP", quality=80, method=4)
    return _answer(facts, whole.getvalue(), small.getvalue())


def _answer(facts: dict[str, Any], whole: bytes, small: bytes) -> bytes:
    head = json.dumps(facts).encode()
    return _HEAD.pack(len(head), len(whole)) + head + whole + small
