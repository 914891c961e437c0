"""The routers of the schedule, in one list."""

from fastapi import APIRouter

from app.schedule.availability.router import absences, closures
from app.schedule.feeds.router import exports as calendar_exports
from app.schedule.feeds.router import feeds, public

ROUTERS: tuple[APIRouter, ...] = (absences, closures, calendar_exports, feeds, public)
