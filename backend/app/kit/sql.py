"""Database objects that are more than tables: row security, search functions, look-ups.

Used by migrations only; each helper has its inverse.
"""

from alembic import op

from app.kit.db import CURRENT_THEATER

OWNER, APP, AUTH, SEARCH = "theatre_owner", "theatre_app", "theatre_auth", "theatre_search"

ROW_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
APPEND_ONLY = "SELECT, INSERT"


def run_script(script: str) -> None:
    """Several statements at once, in the migration's transaction; asyncpg prepares single ones."""
    op.execute("SELECT 1")  # the adapter opens the transaction with the first statement
    connection = op.get_bind().connection.dbapi_connection
    assert connection is not None
    connection.run_async(lambda raw: raw.execute(script))


def enable_tenant_rls(table: str, *, rights: str = ROW_RIGHTS, column: str = "theater_id") -> None:
    """Force row security: a row is visible and writable only for the transaction's theatre."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY tenant ON {table} FOR ALL TO {APP} "
        f"USING ({column} = {CURRENT_THEATER}) WITH CHECK ({column} = {CURRENT_THEATER})"
    )
    op.execute(f"GRANT {rights} ON {table} TO {APP}")


def grant_columns(table: str, role: str, *columns: str) -> None:
    """Let the owner role of a security-definer function read some columns of every theatre."""
    op.execute(f"CREATE POLICY {role}_reads ON {table} FOR SELECT TO {role} USING (true)")
    op.execute(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {role}")


def create_definer(
    signature: str, returns: str, body: str, owner: str, *, volatile: bool = False
) -> None:
    """A security-definer function with a pinned search path, callable by the app role alone."""
    kind = "VOLATILE" if volatile else "STABLE"
    op.execute(
        f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql {kind} SECURITY DEFINER "
        f"SET search_path = pg_catalog, public, pg_temp AS $fn$ {body} $fn$"
    )
    name = signature.split("(")[0]
    listed = signature.split("(", 1)[1].rstrip(")")
    arguments = ", ".join(part.strip().split(" ", 1)[1] for part in listed.split(",") if part)
    op.execute(f"ALTER FUNCTION {name}({arguments}) OWNER TO {owner}")
    op.execute(f"REVOKE ALL ON FUNCTION {name}({arguments}) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {name}({arguments}) TO {APP}")


def search_function(table: str) -> None:
    """`search_<table>(q)`: ids of the transaction's theatre that match, archived ones too.

    `@@` is not leakproof, so under a policy the planner may not use the GIN index; this function
    runs as a role that the policy lets see every row, and filters by the theatre itself.
    """
    grant_columns(table, SEARCH, "id", "theater_id", "search")
    create_definer(
        f"search_{table}(query text)",
        "SETOF integer",
        f"SELECT t.id FROM public.{table} t WHERE t.search @@ public.search_query(query) "
        f"AND t.theater_id = {CURRENT_THEATER}",
        SEARCH,
    )
