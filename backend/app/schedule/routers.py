"""The routers of the schedule, in one list."""

from fastapi import APIRouter

from app.schedule.availability.hours_router import hours
from app.schedule.availability.router import absences, closures
from app.schedule.conflicts.router import router as conflicts
from app.schedule.exporting import router as tables
from app.schedule.feeds.importing.router import imports
from app.schedule.feeds.router import exports as calendar_exports
from app.schedule.feeds.router import feeds, public
from app.schedule.neighbours_router import items, titles
from app.schedule.people.router import router as calls
from app.schedule.plan.router import router as plans
from app.schedule.router import router as events
from app.schedule.sheets.router import router as sheets
from app.schedule.things.router import router as things

ROUTERS: tuple[APIRouter, ...] = (
    absences,
    closures,
    hours,
    calendar_exports,
    feeds,
    public,
    imports,
    plans,
    sheets,
    titles,
    items,
    conflicts,
    tables,
    events,
    calls,
    things,
)
