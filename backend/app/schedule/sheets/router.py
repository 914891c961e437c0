from typing import Annotated, Any

from fastapi import Query, Response

from app.auth.deps import Allow, Read
from app.auth.permissions import P
from app.kit import pdf
from app.kit.context import Context
from app.kit.http import json_response
from app.kit.routing import router as make_router
from app.kit.schemas import Id
from app.kit.uow import Uow
from app.schedule.days import Day
from app.schedule.sheets.printing import TEMPLATE, document, file_name
from app.schedule.sheets.schemas import CallSheet
from app.schedule.sheets.service import Sheets

router = make_router("/schedule", "schedule")
Reader = Annotated[Context, Allow(P.SCHEDULE_READ)]
Phones = Annotated[bool, Query(description="with phone numbers, for those who may read them")]
_PDF: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
    },
}


@router.get("/call-sheet", response_model=CallSheet)
async def get_day_sheet(day: Annotated[Day, Query()], _: Reader, uow: Read) -> Response:
    """Everybody called to what starts on the day, on the clock of each place."""
    return json_response(await Sheets(uow).of_day(day))


@router.get("/call-sheet.pdf", **_PDF)
async def print_day_sheet(
    day: Annotated[Day, Query()], _: Reader, uow: Read, phones: Phones = False
) -> Response:
    return await _paper(uow, await Sheets(uow).of_day(day), phones)


@router.get("/{event_id:int}/call-sheet", response_model=CallSheet)
async def get_call_sheet(event_id: Id, _: Reader, uow: Read) -> Response:
    return json_response(await Sheets(uow).of_event(event_id))


@router.get("/{event_id:int}/call-sheet.pdf", **_PDF)
async def print_call_sheet(event_id: Id, _: Reader, uow: Read, phones: Phones = False) -> Response:
    return await _paper(uow, await Sheets(uow).of_event(event_id), phones, single=True)


async def _paper(
    uow: Uow, sheet: dict[str, Any], phones: bool, *, single: bool = False
) -> Response:
    locale = uow.ctx.locale
    with pdf.turn(uow.ctx.user_id):
        content = await pdf.render(TEMPLATE, document(sheet, locale, single=single, phones=phones))
    return pdf.file_response(content, file_name(sheet, locale, single=single))
