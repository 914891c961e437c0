"""What a photograph becomes: upright, small enough, ours to the last byte."""

import io

import pillow_heif
import pytest
from httpx import AsyncClient
from PIL import Image

from tests.files.tools import encoded, halves, kept

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "SecretCamera"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (58.0, 43.0, 12.0), 3: "E", 4: (50.0, 10.0, 30.0)})
    return encoded(halves(), "JPEG", exif=exif, comment=b"SecretComment", xmp=b"<x>SecretXmp</x>")


async def shown(client: AsyncClient, data: bytes, small: str = "") -> tuple[Image.Image, bytes]:
    body = await kept(client, "снимок.jpg", data)
    answer = await client.get(f"/files/{body['id']}{small}")
    return Image.open(io.BytesIO(answer.content)), answer.content


def test_the_sample_says_where_it_was_made() -> None:
    exif = Image.open(io.BytesIO(with_exif(6))).getexif()
    assert exif.get_ifd(GPS)[1] == "N"


@pytest.mark.parametrize("small", ["", "/thumbnail"])
async def test_nothing_is_said_of_the_place_and_the_camera(small: str, admin: AsyncClient) -> None:
    picture, content = await shown(admin, with_exif(1), small)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & picture.info.keys()
    for word in (b"Secret", b"Exif", b"http://ns.adobe.com"):
        assert word not in content


# Where red, the left half, is found after the camera's hint has been followed.
RED = {1: (0.25, 0.5), 3: (0.75, 0.5), 6: (0.5, 0.25), 8: (0.5, 0.75), 2: (0.75, 0.5)}


@pytest.mark.parametrize("orientation", RED)
@pytest.mark.parametrize("small", ["", "/thumbnail"])
async def test_the_picture_stands_as_it_was_taken(
    orientation: int, small: str, admin: AsyncClient
) -> None:
    picture, _ = await shown(admin, with_exif(orientation), small)
    assert picture.size == ((200, 400) if orientation in (6, 8) else (400, 200))
    x, y = RED[orientation]
    red, _, blue = picture.convert("RGB").getpixel(
        (int(x * picture.width), int(y * picture.height))
    )  # type: ignore[misc]
    assert red > 200 > 60 > blue


async def test_sizes_are_bounded(admin: AsyncClient) -> None:
    data = encoded(Image.new("RGB", (6000, 3000), "green"), "JPEG", exif=Image.Exif())
    whole, _ = await shown(admin, data)
    small, _ = await shown(admin, data, "/thumbnail")
    assert (whole.format, whole.size) == ("JPEG", (2560, 1280))
    assert (small.format, small.size) == ("WEBP", (480, 240))


async def test_a_small_picture_is_not_blown_up(admin: AsyncClient) -> None:
    picture, _ = await shown(admin, encoded(halves(30, 20)))
    assert picture.size == (30, 20)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "RGB", "RGBA", "CMYK"])
async def test_every_way_to_write_colours_is_read(mode: str, admin: AsyncClient) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    picture, _ = await shown(admin, encoded(Image.new(mode, (50, 40)), form))
    assert picture.size == (50, 40)
    assert picture.format == ("WEBP" if mode in ("LA", "RGBA") else "JPEG")


async def test_what_is_transparent_stays_so(admin: AsyncClient) -> None:
    picture, _ = await shown(admin, encoded(Image.new("RGBA", (40, 40), (200, 0, 0, 0)), "WEBP"))
    assert picture.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


async def test_a_phones_heic_becomes_a_jpeg(admin: AsyncClient) -> None:
    pillow_heif.register_heif_opener()
    body = await kept(admin, "IMG_0001.HEIC", encoded(halves(), "HEIF"))
    assert (body["file_name"], body["mime_type"]) == ("IMG_0001.jpg", "image/jpeg")
    assert (body["width"], body["height"]) == (400, 200)


async def test_forty_megapixels_are_taken(admin: AsyncClient) -> None:
    """The largest that is allowed, with alpha, fits into the child's memory and time."""
    data = encoded(Image.new("RGBA", (6320, 6320), (9, 9, 9, 99)), "PNG", compress_level=1)
    picture, _ = await shown(admin, data)
    assert picture.size == (2560, 2560)


async def test_colours_of_a_profile_are_brought_to_srgb(admin: AsyncClient) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 6500)).tobytes()
    broken, _ = await shown(admin, encoded(halves(), "JPEG", icc_profile=profile))
    assert broken.size == (400, 200)
    good = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture, _ = await shown(admin, encoded(halves(), "JPEG", icc_profile=good))
    assert "icc_profile" not in picture.info
