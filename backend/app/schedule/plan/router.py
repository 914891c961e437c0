from typing import Annotated, Any

from fastapi import Path, Query, Response

from app.auth.deps import Allow, Read, Write
from app.auth.permissions import P
from app.kit import export, pdf
from app.kit.context import Context
from app.kit.export import Format
from app.kit.routing import PREFIX
from app.kit.routing import router as make_router
from app.kit.schemas import MAX_ID
from app.schedule.models import EventType
from app.schedule.plan.printing import Paper, PlanPrint
from app.schedule.plan.schemas import MONTH, Difference, MonthPlan, PublicationOut, PublishIn
from app.schedule.plan.service import Plans

router = make_router("/schedule/plans", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
Month = Annotated[str, Path(pattern=MONTH, max_length=7, description="YYYY-MM")]
Version = Annotated[int, Query(ge=0, le=MAX_ID, description="0: the draft")]
_FILE = {"type": "string", "format": "binary"}


def _file(kind: str) -> dict[str, Any]:
    return {
        "response_class": Response,
        "responses": {200: {"content": {kind: {"schema": _FILE}}}},
    }


@router.get("/{month}")
async def get_plan(
    month: Month,
    _: Reader,
    uow: Read,
    type: Annotated[
        list[EventType], Query(max_length=20, description="instead of what the audience sees")
    ] = [],  # noqa: B006 - FastAPI copies it
) -> MonthPlan:
    """The draft of the month and how it differs from what was published last."""
    return await Plans(uow, month).overview(type)


@router.post("/{month}/publish", status_code=201)
async def publish_plan(
    month: Month,
    body: PublishIn,
    _: Annotated[Context, Allow(P.SCHEDULE_UPDATE)],
    uow: Write,
    response: Response,
) -> PublicationOut:
    published = await Plans(uow, month).publish(body.note, body.expected_version)
    response.headers["Location"] = f"{PREFIX}/schedule/plans/{month}/versions/{published.version}"
    return published


@router.get("/{month}/versions/{version}")
async def get_plan_version(
    month: Month, version: Annotated[int, Path(ge=1, le=MAX_ID)], _: Reader, uow: Read
) -> PublicationOut:
    plans = Plans(uow, month)
    return await plans.out(await plans.version(version))


@router.get("/{month}/difference")
async def compare_plan_versions(
    month: Month, _: Reader, uow: Read, from_version: Version = 0, to_version: Version = 0
) -> Difference:
    return await Plans(uow, month).difference(from_version, to_version)


@router.get("/{month}/plan.pdf", **_file("application/pdf"))
async def print_plan(
    month: Month,
    ctx: Reader,
    uow: Read,
    paper: Annotated[Paper, Query(description="a list, or a calendar over the whole sheet")] = "a4",
    version: Version = 0,
) -> Response:
    printed = await PlanPrint.of(Plans(uow, month), version)
    with pdf.turn(ctx.user_id):
        content = await pdf.render(*printed.document(paper))
    return pdf.file_response(content, printed.file_name("pdf"))


@router.get("/{month}/plan.xlsx", **_file(Format.XLSX.media_type))
async def export_plan(month: Month, _: Reader, uow: Read, version: Version = 0) -> Response:
    printed = await PlanPrint.of(Plans(uow, month), version)
    return export.file_response(await printed.table(), printed.file_name("xlsx"), Format.XLSX)
