"""QR codes: dark on light with a quiet edge, so that they read on any ground."""

import io

import segno

# Dust and scratches: a quarter of the code may be lost where it is printed small.
_LEVEL = "m"
_EDGE = 4


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error=_LEVEL)


def svg(text: str, edge: int = _EDGE, size: int | None = None) -> str:
    """As an SVG of its own, `size` pixels wide when somebody opens it alone."""
    code = _code(text)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=edge,
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    drawn = out.getvalue().decode()
    if size is None:
        return drawn
    return drawn.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)


def png(text: str, size: int) -> bytes:
    """At most `size` pixels wide, every module the same whole number of pixels."""
    code = _code(text)
    modules = code.symbol_size(border=_EDGE)[0]
    out = io.BytesIO()
    code.save(out, kind="png", border=_EDGE, scale=max(1, size // modules))
    return out.getvalue()
