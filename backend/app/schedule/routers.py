"""The routers of the schedule, in one list."""

from fastapi import APIRouter

from app.schedule.availability.router import absences, closures

ROUTERS: tuple[APIRouter, ...] = (absences, closures)
