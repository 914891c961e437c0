"""texts composed and without what cannot be seen; words typed on the punctuation keys"""

from collections.abc import Sequence

from alembic import op

from app.kit import sql

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_UNSEEN = "".join(
    map(
        chr,
        (0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF),
    )
)
_LATIN = r"""qwertyuiop[]asdfghjkl;''zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~"""
_CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё'

CLEAN = f"""
CREATE FUNCTION clean_text(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT translate(normalize(value, NFC), '{_UNSEEN}', '')
$fn$;
GRANT EXECUTE ON FUNCTION clean_text(text) TO theatre_app, theatre_search;
"""

WORDS = """
CREATE OR REPLACE FUNCTION search_words(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT coalesce(array_agg(DISTINCT left(word, 60)), ARRAY[]::text[])
  FROM regexp_split_to_table(
    lower(translate({value}, 'ёЁ', 'ее')), '[^[:alnum:]]+') AS word
  WHERE word <> ''
$fn$;
"""

# A word of letters that lie on punctuation keys («;er» is «жук») has lost them as it stands, and
# what is left would find anything: only its other reading counts. A sign behind a word and a pair
# of quotes or brackets around it are what they look like.
READINGS = """CASE
      WHEN translate(chunk, '{latin}', '{cyrillic}') ~* '^[а-яё]{{2,}}$'
        AND chunk ~ '[a-z`;''\\[\\]{{}}:"<>~,.]'
        AND rtrim(chunk, ',.;:"''') ~ '([`;\\[\\]{{}}:"<>~]|^['',.])|^[`;'']$'
        AND chunk !~ '^(["''`]).*\\1$' AND chunk !~ '^\\[.*\\]$' AND chunk !~ '^\\{{.*\\}}$'
        AND chunk !~ '^<.*>$'
      THEN ARRAY[translate(chunk, '{latin}', '{cyrillic}')]
      ELSE ARRAY[chunk, translate(chunk, '{latin}{cyrillic}', '{cyrillic}{latin}')]
    END"""
BEFORE = "ARRAY[chunk,\n      translate(chunk, '{latin}{cyrillic}', '{cyrillic}{latin}')]"

QUERY = """
CREATE OR REPLACE FUNCTION search_query(value text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $fn$
DECLARE
  chunk text; form text; word text; stem tsquery; words tsquery; chunk_query tsquery;
  whole tsquery;
BEGIN
  FOREACH chunk IN ARRAY
    (regexp_split_to_array(btrim(lower(translate({value}, 'ёЁ', 'ее'))), '\\s+'))[1:12]
  LOOP
    chunk_query := NULL;
    FOREACH form IN ARRAY {readings}
    LOOP
      CONTINUE WHEN chunk_query IS NOT NULL AND form = chunk;
      words := NULL;
      FOREACH word IN ARRAY public.search_words(form) LOOP
        stem := plainto_tsquery('pg_catalog.russian', word);
        CONTINUE WHEN numnode(stem) = 0 AND strpos(value, ' ') > 0;
        words := coalesce(words && (to_tsquery('simple', quote_literal(word) || ':*') || stem),
                          to_tsquery('simple', quote_literal(word) || ':*') || stem);
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

# Row by row, for two names may become one: the later one gets its id behind it. Journals stay.
STORED = """
DO $do$
DECLARE place record; found record; cleaned text;
BEGIN
  FOR place IN
    SELECT c.table_name, c.column_name, c.character_maximum_length AS longest
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
      AND c.data_type IN ('text', 'character varying') AND c.is_generated = 'NEVER'
      AND c.table_name NOT IN ('audit_log', 'audit_seals', 'inventory_movements',
                               'idempotency_keys', 'alembic_version')
      AND EXISTS (SELECT FROM information_schema.columns i
                  WHERE i.table_schema = 'public' AND i.table_name = c.table_name
                    AND i.column_name = 'id')
  LOOP
    FOR found IN EXECUTE format(
      'SELECT id, %1$I AS was FROM public.%2$I '
      'WHERE %1$I <> public.clean_text(%1$I) ORDER BY id',
      place.column_name, place.table_name)
    LOOP
      cleaned := public.clean_text(found.was);
      BEGIN
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2',
                       place.table_name, place.column_name) USING cleaned, found.id;
      EXCEPTION WHEN unique_violation OR check_violation THEN
        cleaned := left(cleaned, coalesce(place.longest, 255) - 13) || ' (' || found.id || ')';
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2',
                       place.table_name, place.column_name) USING cleaned, found.id;
      END;
    END LOOP;
  END LOOP;
END
$do$;
"""


def _query(value: str, readings: str) -> str:
    given = readings.format(latin=_LATIN, cyrillic=_CYRILLIC)
    return QUERY.replace("{value}", value).replace("{readings}", given)


def upgrade() -> None:
    sql.run_script(CLEAN)
    sql.run_script(WORDS.replace("{value}", "public.clean_text(value)"))
    sql.run_script(_query("public.clean_text(left(value, 200))", READINGS))
    sql.run_script(STORED)


def downgrade() -> None:
    sql.run_script(_query("left(value, 200)", BEFORE))
    sql.run_script(WORDS.replace("{value}", "value"))
    op.execute("DROP FUNCTION clean_text(text)")
