"""a number by the digit 0 as by the letter O, by ё as by е; optional texts of nothing are none"""

from collections.abc import Sequence

from alembic import op

from app.kit import sql

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# As in app/kit/lookalikes.py.
NUMBERS = """
CREATE FUNCTION fold_number(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT translate(lower(value), 'авекмнорстухіѕјё0', 'abekmhopctyxisjeo')
$fn$;
GRANT EXECUTE ON FUNCTION fold_number(text) TO theatre_app, theatre_search;
"""
ITEM = (
    "coalesce(name, '') || ' ' || coalesce(inventory_number, '') || ' ' || "
    "coalesce(serial_number, '') || ' ' || coalesce(manufacturer, '') || ' ' || "
    "coalesce(model, '') || ' ' || {fold}(inventory_number || ' ' || coalesce(serial_number, '')), "
    "coalesce(description, '') || ' ' || coalesce(technical_description, '')"
)
UNIT = (
    "coalesce(number, '') || ' ' || coalesce(serial_number, '') || ' ' || "
    "{fold}(number || ' ' || coalesce(serial_number, '')), ''"
)
SERIAL = "lower(coalesce(serial_number, ''))"

# Cleaning the stored texts gave some a stand-in that may as well be empty.
STAND_INS = """
DO $do$
DECLARE place record;
BEGIN
  FOR place IN
    SELECT c.table_name, c.column_name
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
      AND c.data_type IN ('text', 'character varying') AND c.is_generated = 'NEVER'
      AND c.is_nullable = 'YES'
      AND c.table_name NOT IN ('audit_log', 'audit_seals', 'inventory_movements',
                               'idempotency_keys', 'stored_objects', 'alembic_version')
      AND c.column_name <> 'object_key'
      AND EXISTS (SELECT FROM information_schema.columns i
                  WHERE i.table_schema = 'public' AND i.table_name = c.table_name
                    AND i.column_name = 'id')
  LOOP
    BEGIN
      EXECUTE format('UPDATE public.%1$I SET %2$I = NULL WHERE %2$I = ''('' || id || '')''',
                     place.table_name, place.column_name);
    EXCEPTION WHEN check_violation THEN NULL;
    END;
  END LOOP;
END
$do$;
"""


def _fold(before: str, after: str, serial: str) -> None:
    sql.run_script(
        "DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('public.search_query(text)'::regprocedure)"
        f", 'public.{before}(', 'public.{after}('); END $do$"
    )
    for table, number, document in (
        ("inventory_items", "inventory_number", ITEM), ("inventory_units", "number", UNIT),
    ):  # fmt: skip
        op.execute(
            f"ALTER TABLE {table} "
            f"ALTER COLUMN number_look SET EXPRESSION AS ({after}({number})), "
            f"ALTER COLUMN serial_key SET EXPRESSION AS ({serial}), "
            f"ALTER COLUMN search SET EXPRESSION AS (search_document({document.format(fold=after)}))"
        )


def _unique(serial: str) -> None:
    """Serial numbers of pieces are found alike by ё and by е, and yet are two."""
    op.execute("DROP INDEX uq_inventory_units_serial")
    op.execute(
        "CREATE UNIQUE INDEX uq_inventory_units_serial ON inventory_units "
        f"(theater_id, item_id, {serial}) WHERE deleted_at IS NULL AND serial_key <> ''"
    )


def upgrade() -> None:
    sql.run_script(STAND_INS)
    sql.run_script(NUMBERS)
    _unique("lower(serial_number)")
    _fold("fold_lookalikes", "fold_number", f"translate({SERIAL}, 'ё', 'е')")


def downgrade() -> None:
    _fold("fold_number", "fold_lookalikes", SERIAL)
    _unique("serial_key")
    op.execute("DROP FUNCTION fold_number(text)")
