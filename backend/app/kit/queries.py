"""The query of a list as one model, read once and by hand.

FastAPI looks at every field of the model on every request, which for a list with twenty filters
takes longer than everything else about a small answer.
"""

from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from app.kit.schemas import kinds


@dataclass(frozen=True)
class QueryModel:
    """The one parameter `name` of a route that takes all of its query."""

    name: str
    model: type[BaseModel]
    lists: frozenset[str]

    @classmethod
    def of(cls, dependant: Dependant) -> "QueryModel | None":
        """None for a route without a query, or with single parameters."""
        if len(dependant.query_params) != 1:
            return None
        field = dependant.query_params[0]
        model = field.field_info.annotation
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return None
        lists = (
            info.alias or name
            for name, info in model.model_fields.items()
            if list in kinds(info.annotation)
        )
        return cls(field.name, model, frozenset(lists))

    def read(self, request: Request) -> None:
        """Leave the model in the request's state; what is wrong is told as FastAPI tells it."""
        values: dict[str, Any] = {}
        for name, value in request.query_params.multi_items():
            if name in self.lists:
                values.setdefault(name, []).append(value)
            else:
                values[name] = value
        try:
            request.state.query = self.model.model_validate(values)
        except ValidationError as error:
            raise RequestValidationError(
                [{**e, "loc": ("query", *e["loc"])} for e in error.errors(include_url=False)]
            ) from None

    def stand_in(self, dependant: Dependant) -> Dependant:
        """What FastAPI solves instead: the same call, which takes the model from the request."""
        call: Any = dependant.call
        given = dependant.request_param_name

        async def called(**values: Any) -> Any:
            request: Request = values["request_"] if given is None else values[given]
            if given is None:
                del values["request_"]
            return await call(**{self.name: request.state.query}, **values)

        return replace(
            dependant,
            query_params=[],
            call=called,
            request_param_name=given or "request_",
        )
