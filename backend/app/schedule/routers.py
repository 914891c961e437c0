"""The routers of the schedule, in one list."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
