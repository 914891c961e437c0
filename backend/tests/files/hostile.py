"""What a photo field must not swallow: name → bytes. More than sixty, each another trick."""

import gzip
import io
import struct

from PIL import Image

from tests.files.tools import MARK, encoded, jpeg_claiming, packed, photo, png_with

_SCRIPT = b"<script>" + MARK + b"</script>"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="' + MARK + b'"/>'
_XHTML = b'<html xmlns="http://www.w3.org/1999/xhtml"><body>' + _SCRIPT + b"</body></html>"

MARKUP = {
    "svg.jpg": _SVG,
    "svg-xml.jpg": b'<?xml version="1.0"?>' + _SVG,
    "svg-doctype.png": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">' + _SVG,
    "svg-bom.jpg": b"\xef\xbb\xbf" + _SVG,
    "svg-spaces.jpg": b"\n\t  " * 50 + _SVG,
    "svg-comment.jpg": b"<!-- photo -->" + _SVG,
    "svg-entity.svg": b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]>' + _SVG,
    "svg.SVG.jpg": _SVG.replace(b"svg", b"SVG"),
    "html.jpg": b"<!DOCTYPE html>" + _XHTML,
    "html-small.jpg": b"<html>" + _SCRIPT,
    "html-caps.jpeg": b"<HTML><BODY>" + _SCRIPT,
    "html-bom.png": b"\xef\xbb\xbf<html>" + _SCRIPT,
    "html-late.jpg": b"photo\n" * 20 + _XHTML,
    "html-iframe.jpg": b"text <iframe src=x></iframe>",
    "html-object.webp": b"text <object data=x></object>",
    "html-embed.webp": b"text <embed src=x>",
    "script.jpg": _SCRIPT,
    "script-late.jpg": b"x" * 900 + _SCRIPT,
    "xhtml.jpg": b'<?xml version="1.0"?>' + _XHTML,
    "xml.jpg": b'<?xml version="1.0"?><a/>',
    "xml-bomb.jpg": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>',
    "xslt.jpg": b'<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>',
    "mhtml.jpg": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + _XHTML,
    "utf16.jpg": ("\ufeff<html><script>" + MARK.decode()).encode("utf-16-le"),
}
PROGRAMS = {
    "js.jpg": b"#!/usr/bin/env node\n" + MARK,
    "php.jpg": b"<?php " + MARK + b" ?>",
    "shell.jpg": b"#!/bin/sh\nid\n",
    "exe.jpg": b"MZ\x90\x00" + b"\x00" * 200,
    "elf.jpg": b"\x7fELF\x02\x01\x01" + b"\x00" * 200,
    "class.jpg": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
    "macho.jpg": b"\xcf\xfa\xed\xfe" + b"\x00" * 100,
    "postscript.jpg": b"%!PS-Adobe-3.0\nshowpage",
    "eps-binary.jpg": b"\xc5\xd0\xd3\xc6" + b"\x00" * 100,
    "swf.jpg": b"FWS\x05" + b"\x00\xff" * 60,
    "noise.jpg": bytes(range(128, 256)) * 4,
    "nul.jpg": b"\x00" * 500,
}
OTHER_IMAGES = {
    "gif.jpg": encoded(Image.new("P", (20, 20)), "GIF"),
    "gif-huge.jpg": b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\x00" * 50,
    "gif-script.jpg": b"GIF89a/*" + b"*/=1;" + MARK,
    "bmp.jpg": encoded(Image.new("RGB", (20, 20)), "BMP"),
    "tiff.jpg": encoded(Image.new("RGB", (20, 20)), "TIFF"),
    "ico.jpg": encoded(Image.new("RGB", (16, 16)), "ICO"),
    "fits.jpg": b"SIMPLE  =                    T" + b" " * 2800,
    "psd.jpg": b"8BPS\x00\x01" + b"\x00" * 100,
    "jp2.jpg": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\x00" * 60,
    "xcf.jpg": b"gimp xcf file\x00" + b"\x00" * 60,
    "avif.jpg": b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00" + b"\x00" * 60,
    "wmf.jpg": b"\xd7\xcd\xc6\x9a\x00\x00" + b"\x00" * 60,
}
DOCUMENTS = {
    "pdf.jpg": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(" + MARK + b")>>>>",
    "docm.jpg": packed(word__document_xml=b"<w/>", word__vbaProject=MARK),
    "zip.jpg": packed(a=b"b"),
    "jar.jpg": packed(META=b"INF", Main=b"\xca\xfe\xba\xbe"),
    "gzip.jpg": gzip.compress(b"photo"),
    "text.jpg": "Это фотография, честно".encode(),
    "ole.jpg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "mp4.jpg": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 60,
    "mp3.jpg": b"ID3\x03" + b"\x00" * 60,
    "eicar.jpg": rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
}
BROKEN = {
    "empty.jpg": b"",
    "one-byte.jpg": b"\xff",
    "only-signature.jpg": b"\xff\xd8\xff",
    "only-signature.png": b"\x89PNG\r\n\x1a\n",
    "only-signature.webp": b"RIFF\x00\x00\x00\x00WEBP",
    "truncated.jpg": photo(800, 600)[:900],
    "truncated.png": photo(800, 600, form="PNG")[:200],
    "truncated.webp": photo(800, 600, form="WEBP")[:60],
    "heic-empty.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "heic-noise.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(range(256)) * 8,
    "png-no-data.png": png_with(64, 64),
    "png-no-size.png": png_with(0, 0),
    "png-script.jpg": b"\x89PNG\r\n\x1a\n" + _SCRIPT,
    "jpeg-script.jpg": b"\xff\xd8\xff" + _SCRIPT,
}


def _bomb(width: int, height: int) -> bytes:
    return encoded(Image.new("1", (width, height)), "PNG", optimize=True)


BOMBS = {
    "bomb-13000.png": _bomb(13_000, 13_000),
    "bomb-wide.png": _bomb(12_001, 10),
    "bomb-tall.png": _bomb(10, 12_001),
    "bomb-41-megapixels.png": _bomb(6_410, 6_410),
    "bomb-claimed.png": png_with(2_000_000_000, 2_000_000_000),
    "bomb-negative.png": png_with(0xFFFFFFFF, 1),
    "bomb-claimed.jpg": jpeg_claiming(65_500, 65_500),
    "bomb-one-row.jpg": jpeg_claiming(12_001, 1),
}


def _behind(data: bytes) -> bytes:
    return data + _SCRIPT


def _commented() -> bytes:
    return encoded(Image.new("RGB", (40, 40)), "JPEG", comment=_SCRIPT)


def _texted() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", _SCRIPT.decode())
    return encoded(Image.new("RGB", (40, 40)), "PNG", pnginfo=info)


def _zipped() -> bytes:
    """A JPEG that is a ZIP as well."""
    target = io.BytesIO(photo())
    target.seek(0, io.SEEK_END)
    target.write(packed(index=_SCRIPT))
    return target.getvalue()


# Photographs indeed, with something else in them: accepted, and nothing of it may survive.
POLYGLOTS = {
    "behind.jpg": _behind(photo()),
    "behind.png": _behind(photo(form="PNG")),
    "behind.webp": _behind(photo(form="WEBP")),
    "comment.jpg": _commented(),
    "text.png": _texted(),
    "zip-behind.jpg": _zipped(),
    "exif.jpg": encoded(Image.new("RGB", (40, 40)), "JPEG", exif=b"Exif\0\0" + _SCRIPT),
    "icc.jpg": encoded(Image.new("RGB", (40, 40)), "JPEG", icc_profile=_SCRIPT),
    "claims-more.jpg": jpeg_claiming(4000, 4000),
    "xmp.webp": encoded(Image.new("RGB", (40, 40)), "WEBP", xmp=_SCRIPT),
}
REFUSED = MARKUP | PROGRAMS | OTHER_IMAGES | DOCUMENTS | BROKEN | BOMBS
