"""texts as clean as at their entry; numbers and tags by their looks; whole words before fragments"""

from collections.abc import Sequence

from alembic import op

from app.kit import sql
from app.kit.db import CURRENT_THEATER

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def _chars(*codes: int | range) -> str:
    listed = [code for one in codes for code in (one if isinstance(one, range) else (one,))]
    return "U&'" + "".join(f"\\{code:04X}" for code in listed) + "'"


_INVISIBLE = (
    0x00AD, 0x034F, 0x061C, 0x180E, range(0x200B, 0x2010), range(0x2060, 0x2065), 0xFEFF,
)  # fmt: skip
_DROPPED = (
    *_INVISIBLE, range(0x202A, 0x202F), range(0x2066, 0x206A), range(1, 9), 0x0B, 0x0C,
    range(0x0E, 0x20), 0x7F,
)  # fmt: skip
_SPACES = (
    0x09, 0x0A, 0x0D, 0x20, 0x85, 0xA0, 0x1680, range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
    0x205F, 0x3000,
)  # fmt: skip

CLEAN = """
CREATE OR REPLACE FUNCTION clean_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT {body}
$fn$;
"""
CLEANER = (
    f"btrim(normalize(translate(value, {_chars(*_DROPPED)}, ''), NFC), {_chars(*_SPACES)})"
)
CLEAN_BEFORE = f"translate(normalize(value, NFC), {_chars(*_INVISIBLE)}, '')"

LOOKS = """
CREATE FUNCTION fold_lookalikes(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT translate(lower(value), 'авекмнорстухіѕј', 'abekmhopctyxisj')
$fn$;
GRANT EXECUTE ON FUNCTION fold_lookalikes(text) TO theatre_app, theatre_search;
"""

# Endings of the words in `names` let a fragment be found. They are marked, so that a short word
# meets beginnings only; a number without its zeros in front is such a beginning.
DOCUMENT = """
CREATE OR REPLACE FUNCTION search_document(names text, texts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT strip(to_tsvector('pg_catalog.russian',
           array_to_string(public.search_words(names || ' ' || texts), ' ')))
    || array_to_tsvector(public.search_words(names || ' ' || texts))
    || array_to_tsvector(ARRAY({endings}))
$fn$;
"""
ENDINGS = """
         SELECT '~' || substr(word, start)
         FROM unnest(public.search_words(names)) AS word,
              generate_series(2, length(word) - 2) AS start
         UNION
         SELECT ltrim(word, '0')
         FROM unnest(public.search_words(names)) AS word WHERE word ~ '^0+[^0]'"""
ENDINGS_BEFORE = """
         SELECT DISTINCT substr(word, start)
         FROM unnest(public.search_words(names)) AS word,
              generate_series(2, length(word) - 1) AS start"""

_LATIN = r"""qwertyuiop[]asdfghjkl;''zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~"""
_CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё'

# Every word must occur: as a stem, as a beginning, as a fragment where it is long enough to mean
# one, or typed in the other layout; a number also in letters that look the same.
QUERY = """
CREATE OR REPLACE FUNCTION search_query(value text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $fn$
DECLARE
  chunk text; form text; forms text[]; word text; stem tsquery; found tsquery; words tsquery;
  chunk_query tsquery; whole tsquery;
BEGIN
  FOREACH chunk IN ARRAY (regexp_split_to_array(
    btrim(lower(translate(public.clean_text(left(value, 200)), 'ёЁ', 'ее'))), '\\s+'))[1:12]
  LOOP
    chunk_query := NULL;
    -- A word of letters that lie on punctuation keys («;er» is «жук») has lost them as it stands,
    -- and what is left would find anything: only its other reading counts. A sign behind a word and
    -- a pair of quotes or brackets around it are what they look like.
    forms := CASE
      WHEN translate(chunk, '{latin}', '{cyrillic}') ~* '^[а-яё]{{2,}}$'
        AND chunk ~ '[a-z`;''\\[\\]{{}}:"<>~,.]'
        AND rtrim(chunk, ',.;:"''') ~ '([`;\\[\\]{{}}:"<>~]|^['',.])|^[`;'']$'
        AND chunk !~ '^(["''`]).*\\1$' AND chunk !~ '^\\[.*\\]$' AND chunk !~ '^\\{{.*\\}}$'
        AND chunk !~ '^<.*>$'
      THEN ARRAY[translate(chunk, '{latin}', '{cyrillic}')]
      ELSE ARRAY[chunk, translate(chunk, '{latin}{cyrillic}', '{cyrillic}{latin}')]
    END;
    {alike}
    FOREACH form IN ARRAY forms
    LOOP
      words := NULL;
      FOREACH word IN ARRAY public.search_words(form) LOOP
        stem := plainto_tsquery('pg_catalog.russian', word);
        CONTINUE WHEN numnode(stem) = 0 AND strpos(value, ' ') > 0;
        found := to_tsquery('simple', quote_literal(word) || ':*') || stem;
        {fragment}
        words := coalesce(words && found, found);
      END LOOP;
      chunk_query := CASE WHEN words IS NULL THEN chunk_query
                          WHEN chunk_query IS NULL THEN words
                          ELSE chunk_query || words END;
    END LOOP;
    whole := CASE WHEN chunk_query IS NULL THEN whole
                  WHEN whole IS NULL THEN chunk_query
                  ELSE whole && chunk_query END;
  END LOOP;
  RETURN whole;
END
$fn$;
"""
ALIKE = """forms := ARRAY(
      SELECT given FROM unnest(forms) AS given
      UNION
      SELECT public.fold_lookalikes(given) FROM unnest(forms) AS given WHERE chunk ~ '[0-9]');"""
FRAGMENT = """IF length(word) > 3 OR (length(word) = 3 AND word ~ '[0-9]') THEN
          found := found || (quote_literal('~' || word) || ':*')::tsquery;
        END IF;"""

_ITEM = (
    "coalesce(name, '') || ' ' || coalesce(inventory_number, '') || ' ' || "
    "coalesce(serial_number, '') || ' ' || coalesce(manufacturer, '') || ' ' || "
    "coalesce(model, ''){alike}, "
    "coalesce(description, '') || ' ' || coalesce(technical_description, '')"
)
_UNIT = "coalesce(number, '') || ' ' || coalesce(serial_number, ''){alike}, ''"
_ALIKE = " || ' ' || fold_lookalikes({number} || ' ' || coalesce(serial_number, ''))"
ITEM_DOCUMENT = f"search_document({_ITEM.format(alike=_ALIKE.format(number='inventory_number'))})"
UNIT_DOCUMENT = f"search_document({_UNIT.format(alike=_ALIKE.format(number='number'))})"

# The words are read once; named in a condition, a generic plan reads them over and over.
ASKED = "WITH asked AS MATERIALIZED (SELECT public.search_query(query) AS words) "
WORDS = "(SELECT words FROM asked)"
WORDS_BEFORE = "public.search_query(query)"
FOUND = (
    "SELECT t.id FROM public.inventory_items t WHERE t.search @@ {words} "
    f"AND t.theater_id = {CURRENT_THEATER} "
    "UNION SELECT u.item_id FROM public.inventory_units u WHERE u.search @@ {words} "
    f"AND u.theater_id = {CURRENT_THEATER} AND u.deleted_at IS NULL"
)

# Row by row, for two names may become one: the later one gets its id behind it, as does a name of
# which nothing is left; an optional text of nothing is none. Journals and addresses of objects stay.
STORED = """
DO $do$
DECLARE place record; found record; cleaned text;
BEGIN
  FOR place IN
    SELECT c.table_name, c.column_name, c.character_maximum_length AS longest,
           c.is_nullable = 'YES' AS optional
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
      AND c.data_type IN ('text', 'character varying') AND c.is_generated = 'NEVER'
      AND c.table_name NOT IN ('audit_log', 'audit_seals', 'inventory_movements',
                               'idempotency_keys', 'stored_objects', 'alembic_version')
      AND c.column_name <> 'object_key'
      AND EXISTS (SELECT FROM information_schema.columns i
                  WHERE i.table_schema = 'public' AND i.table_name = c.table_name
                    AND i.column_name = 'id')
  LOOP
    FOR found IN EXECUTE format(
      'SELECT id, %1$I::text AS was FROM public.%2$I '
      'WHERE %1$I <> public.clean_text(%1$I) ORDER BY id',
      place.column_name, place.table_name)
    LOOP
      cleaned := nullif(public.clean_text(found.was), '');
      IF cleaned IS NULL AND NOT place.optional THEN
        cleaned := '(' || found.id || ')';
      END IF;
      BEGIN
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2',
                       place.table_name, place.column_name) USING cleaned, found.id;
      EXCEPTION WHEN unique_violation OR check_violation THEN
        cleaned := ltrim(left(coalesce(cleaned, ''), coalesce(place.longest, 255) - 13)
                         || ' (' || found.id || ')');
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2',
                       place.table_name, place.column_name) USING cleaned, found.id;
      END;
    END LOOP;
  END LOOP;
END
$do$;
"""


def _search(endings: str, alike: str, fragment: str) -> str:
    query = QUERY.format(latin=_LATIN, cyrillic=_CYRILLIC, alike=alike, fragment=fragment)
    return DOCUMENT.format(endings=endings) + query


def _replace_search(body: str) -> None:
    op.execute("DROP FUNCTION search_inventory_items(text)")
    sql.create_definer("search_inventory_items(query text)", "SETOF integer", body, sql.SEARCH)


def _add_looks(table: str, number: str, length: int, document: str, live: str) -> None:
    """One statement, so that the table is written once."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN number_look varchar({length}) NOT NULL "
        f"GENERATED ALWAYS AS (fold_lookalikes({number})) STORED, "
        f"ALTER COLUMN search SET EXPRESSION AS ({document})"
    )
    op.execute(f"CREATE INDEX ix_{table}_look ON {table} (theater_id, number_look) WHERE {live}")


def upgrade() -> None:
    sql.run_script(CLEAN.format(body=CLEANER))
    sql.run_script(STORED)
    sql.run_script(LOOKS)
    sql.run_script(_search(ENDINGS, ALIKE, FRAGMENT))
    _replace_search(ASKED + FOUND.format(words=WORDS))
    _add_looks("inventory_items", "inventory_number", 100, ITEM_DOCUMENT, "deleted_at IS NULL")
    _add_looks(
        "inventory_units", "number", 120, UNIT_DOCUMENT, "deleted_at IS NULL AND is_active"
    )
    op.execute(
        "ALTER TABLE tags ADD COLUMN name_look varchar(200) NOT NULL "
        "GENERATED ALWAYS AS (fold_lookalikes(name)) STORED"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE tags DROP COLUMN name_look")
    _replace_search(FOUND.format(words=WORDS_BEFORE))
    sql.run_script(_search(ENDINGS_BEFORE, "", ""))
    for table, document in (("inventory_items", _ITEM), ("inventory_units", _UNIT)):
        op.execute(
            f"ALTER TABLE {table} DROP COLUMN number_look, ALTER COLUMN search "
            f"SET EXPRESSION AS (search_document({document.format(alike='')}))"
        )
    op.execute("DROP FUNCTION fold_lookalikes(text)")
    sql.run_script(CLEAN.format(body=CLEAN_BEFORE))
