"""What a list may name, read from the theatre for one look at it."""

from app.auth.permissions import P
from app.inventory import references
from app.inventory.fields.reference import FIELDS
from app.inventory.importing.catalogue import Catalogue, Rights
from app.inventory.importing.comparing import Comparer, Names
from app.inventory.importing.people import People
from app.inventory.importing.repository import ImportRepository
from app.inventory.importing.trees import TreeTargets
from app.inventory.importing.words import same_name
from app.inventory.models import Category, Location
from app.kit.context import Context, Scope
from app.kit.errors import Forbidden
from app.kit.uow import Uow


def rights_of(ctx: Context, *, create_missing: bool) -> Rights:
    """What this importer may make on the way; Forbidden for a department head without one."""
    own = own_department(ctx)
    return Rights(
        nodes=create_missing and ctx.scope(P.CATALOGUE_MANAGE) is Scope.ALL,
        tags=create_missing and ctx.scope(P.TAG_MANAGE) is not None,
        department_id=own,
    )


def own_department(ctx: Context) -> int | None:
    """The department that bounds the caller's imports, None when they reach the whole theatre."""
    if ctx.scope(P.INVENTORY_BULK) is Scope.ALL:
        return None
    if ctx.department_id is None or ctx.scope(P.INVENTORY_BULK) is not Scope.DEPARTMENT:
        raise Forbidden(params={"permission": P.INVENTORY_BULK.value})
    return ctx.department_id


async def load_catalogue(uow: Uow, rights: Rights, headings: dict[str, str]) -> Catalogue:
    repository = ImportRepository(uow.session)
    categories = await repository.nodes(Category)
    departments: dict[str, int] = {}
    for row in await repository.departments():
        departments[same_name(row.code)] = row.id
        departments[same_name(row.name)] = row.id
    return Catalogue(
        categories=TreeTargets(categories),
        locations=TreeTargets(await repository.nodes(Location)),
        category_departments={r.id: r.department_id for r in categories if r.department_id},
        departments=departments,
        people=People(await repository.people()),
        tags={row.name.lower(): row.id for row in await repository.tags()},
        rights=rights,
        headings=headings,
        fields=await FIELDS.of(uow),
        branches=await references.CATEGORIES.of(uow),
    )


async def load_comparer(uow: Uow, catalogue: Catalogue) -> Comparer:
    names = Names(
        await references.CATEGORIES.of(uow),
        await references.LOCATIONS.of(uow),
        await references.DEPARTMENTS.of(uow),
        await references.PEOPLE.of(uow),
        await references.TAGS.of(uow),
    )
    return Comparer(catalogue, names, uow.ctx.locale)
