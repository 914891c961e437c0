"""Where files are found: the only place that knows the form of these addresses."""


def address(file_id: int) -> str:
    return f"/api/v1/files/{file_id}"


def thumbnail_address(file_id: int) -> str:
    return f"/api/v1/files/{file_id}/thumbnail"
