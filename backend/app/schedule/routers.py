"""The routers of the schedule, in one list."""

from fastapi import APIRouter

from app.schedule.availability.hours_router import hours
from app.schedule.availability.router import absences, closures
from app.schedule.feeds.router import exports as calendar_exports
from app.schedule.feeds.router import feeds, public
from app.schedule.neighbours_router import items, titles
from app.schedule.plan.router import router as plans
from app.schedule.sheets.router import router as sheets

ROUTERS: tuple[APIRouter, ...] = (
    absences,
    closures,
    hours,
    calendar_exports,
    feeds,
    public,
    plans,
    sheets,
    titles,
    items,
)
