"""What the database itself must look like, read from its catalogue: it grows with every table."""

import asyncpg
import pytest

from app.core.config import Settings
from app.kit.db import Base, TenantMixin
from app.models import metadata
from tests.stack import Stack

# Unique over the installation, each for a reason: sign-in starts from these before a theatre is
# known, and a theatre's code names it in addresses.
GLOBAL_UNIQUE = {
    "uq_users_email",
    "uq_theaters_code",
    "uq_auth_sessions_public_id",
    "uq_refresh_tokens_token_hash",
    "uq_password_resets_token_hash",
    "uq_calendar_feeds_token",
}
DEFINERS = {
    "auth_account",
    "auth_front",
    "auth_principal",
    "auth_refresh_theater",
    "auth_reset_theater",
    "calendar_feed_owner",
    "inventory_items_holding",
    "search_inventory_items",
    "theater_create",
    "theaters_all",
}
BOOKKEEPING = {"alembic_version"}


@pytest.fixture
def query(stack: Stack, database: str) -> "Query":
    return Query(stack, database)


class Query:
    def __init__(self, stack: Stack, database: str) -> None:
        self._stack, self._database = stack, database

    def __call__(self, sql: str) -> list[list[str]]:
        out = self._stack.run_sql(sql, self._database)
        return [line.split("|") for line in out.splitlines() if line]


TABLES = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"


def test_every_table_forces_row_security_with_both_checks(query: Query) -> None:
    rows = query(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, "
        "EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant' "
        "AND p.polcmd = '*' AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL "
        "AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid) "
        "AND pg_get_expr(p.polqual, c.oid) LIKE '%NULLIF%') "
        f"FROM {TABLES} WHERE c.relkind IN ('r', 'p') ORDER BY 1"
    )
    found = {row[0]: row[1:] for row in rows if row[0] not in BOOKKEEPING}
    assert set(found) == set(metadata.tables)
    assert {name for name, marks in found.items() if marks != ["t", "t", "t"]} == set()


def test_other_policies_only_let_the_lookup_roles_read(query: Query) -> None:
    rows = query(
        "SELECT polname, polcmd, array_to_string(ARRAY(SELECT rolname FROM pg_roles "
        "WHERE oid = ANY(polroles)), ',') FROM pg_policy WHERE polname <> 'tenant'"
    )
    odd = [r for r in rows if r[2] not in ("theatre_auth", "theatre_search")]
    odd += [r for r in rows if r[1] != "r" and r[0] != "theatre_auth_creates"]
    assert odd == []


def test_theater_id_is_never_null(query: Query) -> None:
    rows = query(
        f"SELECT c.relname FROM {TABLES} JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE a.attname = 'theater_id' AND NOT a.attnotnull AND c.relkind = 'r'"
    )
    assert rows == []


def test_foreign_keys_between_tenant_tables_carry_the_theatre(query: Query) -> None:
    rows = query(
        "SELECT conname FROM pg_constraint k WHERE contype = 'f' "
        "AND confrelid <> 'theaters'::regclass AND NOT EXISTS (SELECT FROM pg_attribute a "
        "WHERE a.attrelid = k.conrelid AND a.attname = 'theater_id' AND a.attnum = ANY(k.conkey))"
    )
    assert rows == []


def test_unique_keys_carry_the_theatre(query: Query) -> None:
    rows = query(
        f"SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid "
        f"JOIN {TABLES} ON c.oid = x.indrelid WHERE x.indisunique AND NOT x.indisprimary "
        "AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid "
        "AND a.attname = 'theater_id' AND a.attnum = ANY(x.indkey::smallint[])) "
        f"AND c.relname NOT IN ({', '.join(repr(name) for name in BOOKKEEPING)})"
    )
    assert {row[0] for row in rows} == GLOBAL_UNIQUE


def test_definer_functions_are_known_and_pin_their_path(query: Query) -> None:
    rows = query(
        "SELECT p.proname, coalesce(array_to_string(p.proconfig, ','), ''), r.rolcanlogin, "
        "r.rolbypassrls OR r.rolsuper, has_function_privilege('theatre_backup', p.oid, 'EXECUTE') "
        "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'public' "
        "JOIN pg_roles r ON r.oid = p.proowner WHERE p.prosecdef"
    )
    assert {row[0] for row in rows} == DEFINERS
    for name, path, *rest in rows:
        assert path.startswith("search_path=pg_catalog"), name
        assert rest == ["f", "f", "f"], name


def test_the_app_role_owns_nothing_and_bypasses_nothing(query: Query) -> None:
    role = query(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
        "WHERE rolname = 'theatre_app'"
    )
    assert role == [["f", "f", "f", "f"]]
    owned = query(
        "SELECT relname FROM pg_class WHERE relowner = "
        "(SELECT oid FROM pg_roles WHERE rolname = 'theatre_app')"
    )
    assert owned == []
    granted = query(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE grantee = 'theatre_app' AND table_schema = 'public' "
        "AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
    )
    assert granted == []
    assert query("SELECT 1 FROM pg_matviews") == []


def test_journals_are_append_only_for_the_app(query: Query) -> None:
    rows = query(
        "SELECT DISTINCT table_name FROM information_schema.role_table_grants "
        "WHERE grantee = 'theatre_app' AND privilege_type IN ('UPDATE', 'DELETE') "
        "AND table_name IN ('audit_log', 'inventory_movements', 'inventory_care_records', "
        "'repertoire_publications')"
    )
    assert rows == []


def test_only_core_postgresql_is_used(query: Query) -> None:
    assert query("SELECT extname FROM pg_extension") == [["plpgsql"]]


def test_every_tenant_model_has_the_composite_key(query: Query) -> None:
    missing = []
    for mapper in Base.registry.mappers:
        table = mapper.class_.__table__
        if issubclass(mapper.class_, TenantMixin) and "id" in table.c:
            keys = [
                {column.name for column in constraint.columns}
                for constraint in table.constraints
                if constraint.__visit_name__ == "unique_constraint"
            ]
            if {"theater_id", "id"} not in keys:
                missing.append(table.name)
    assert missing == []


async def test_no_theatre_means_no_rows_and_no_error(settings: Settings) -> None:
    """After a transaction has named a theatre the setting is '' on that connection, not NULL."""
    connection = await asyncpg.connect(settings.database_url.replace("+asyncpg", "", 1))
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.theater_id', '1', true)")
        assert await connection.fetchval("SELECT count(*) FROM users") == 0
    finally:
        await connection.close()
