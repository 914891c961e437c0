"""The built SPA beside the API: hashed assets for ever, index.html never cached, deep links."""

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

_FRESH = {"Cache-Control": "no-cache"}


class _Assets(StaticFiles):
    """Names carry a hash of the content, so a year is safe."""

    async def get_response(self, path: str, scope: object) -> Response:
        response = await super().get_response(path, scope)  # type: ignore[arg-type]
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI, folder: Path) -> None:
    """`/api` must answer 404 as JSON, never with the page."""
    if (folder / "assets").is_dir():
        app.mount("/assets", _Assets(directory=folder / "assets"), name="assets")

    root = folder.resolve()

    def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path.startswith(("api/", "assets/", "metrics")):
            raise HTTPException(404)
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return FileResponse(file, headers=_FRESH)
        if "." in path.rsplit("/", 1)[-1]:
            raise HTTPException(404)
        return FileResponse(root / "index.html", headers=_FRESH)

    app.add_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)
