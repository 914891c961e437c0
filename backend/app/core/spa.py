"""The built SPA beside the API: hashed assets for ever, index.html never cached, deep links."""

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_ANSWER_THEMSELVES = ("/api/", "/assets/", "/metrics")
# Where an integrator looks first for what lies under /api/v1.
_OF_API = {
    "/health": "/api/v1/health",
    "/openapi.json": "/api/v1/openapi.json",
    "/docs": "/api/v1/openapi.json",
}
_FRESH = {"Cache-Control": "no-cache"}


class _Assets(StaticFiles):
    """Names carry a hash of the content, so a year is safe."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _Page(Route):
    """Everything but what answers for itself: there a wrong path or method is told as one."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["path"].startswith(_ANSWER_THEMSELVES):
            return Match.NONE, {}
        return super().matches(scope)


def _redirect(target: str) -> Callable[[Request], Response]:
    return lambda _: RedirectResponse(target)


def install(app: FastAPI, folder: Path) -> None:
    """`/api` must answer 404 as JSON, never with the page."""
    if (folder / "assets").is_dir():
        app.mount("/assets", _Assets(directory=folder / "assets"), name="assets")

    for path, target in _OF_API.items():
        app.router.routes.append(Route(path, _redirect(target), methods=["GET"]))

    # Built before the start and not changed since: no path of a request ever meets the disk.
    root = folder.resolve()
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path in files:
            return FileResponse(root / path, headers=_FRESH)
        if "." in path.rsplit("/", 1)[-1]:
            raise HTTPException(404)
        return FileResponse(root / "index.html", headers=_FRESH)

    app.router.routes.append(_Page("/{path:path}", page, methods=["GET"]))
