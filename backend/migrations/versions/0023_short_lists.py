"""short lists are searched by the rule of the inventory: short words meet beginnings, both layouts"""

from collections.abc import Sequence

from alembic import op

from app.kit import sql

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# As in the search of the inventory.
_LATIN = r"""qwertyuiop[]asdfghjkl;''zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~"""
_CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё'

# One regular expression for each word that was typed; all of them must match. Words are letters and
# digits alone. What is nothing but signs is looked for as it stands.
PATTERNS = rf"""
CREATE FUNCTION search_patterns(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  WITH given AS (
    SELECT btrim(lower(translate(public.clean_text(left(value, 200)), 'ёЁ', 'ее'))) AS typed
  ), form AS (
    SELECT number, unnest(CASE
      WHEN translate(chunk, '{_LATIN}', '{_CYRILLIC}') ~* '^[а-яё]{{2,}}$'
        AND chunk ~ '[a-z`;''\[\]{{}}:"<>~,.]'
        AND rtrim(chunk, ',.;:"''') ~ '([`;\[\]{{}}:"<>~]|^['',.])|^[`;'']$'
        AND chunk !~ '^(["''`]).*\1$' AND chunk !~ '^\[.*\]$' AND chunk !~ '^\{{.*\}}$'
        AND chunk !~ '^<.*>$'
      THEN ARRAY[translate(chunk, '{_LATIN}', '{_CYRILLIC}')]
      ELSE ARRAY[chunk, translate(chunk, '{_LATIN}{_CYRILLIC}', '{_CYRILLIC}{_LATIN}')]
    END) AS spelt
    FROM given, regexp_split_to_table(typed, '\s+') WITH ORDINALITY AS c(chunk, number)
    WHERE number <= 12
  ), part AS (
    SELECT number, string_agg(
      CASE WHEN length(word) > 3 OR (length(word) = 3 AND word ~ '[0-9]') THEN '(?=.*' || word || ')'
           ELSE '(?=(?:.*[^[:alnum:]])?' || word || ')' END, '' ORDER BY word) AS pattern
    FROM form, unnest(public.search_words(spelt)) AS word
    GROUP BY number, spelt
  ), chunk AS (
    SELECT '^(?:' || string_agg(pattern, '|' ORDER BY pattern) || ')' AS pattern
    FROM part GROUP BY number
  )
  SELECT CASE WHEN EXISTS (SELECT FROM chunk) THEN (SELECT array_agg(pattern) FROM chunk)
    ELSE (SELECT ARRAY[regexp_replace(typed, '([^[:alnum:][:space:]])', '\\\1', 'g')] FROM given) END
$fn$;
GRANT EXECUTE ON FUNCTION search_patterns(text) TO theatre_app;
"""


def upgrade() -> None:
    sql.run_script(PATTERNS)


def downgrade() -> None:
    op.execute("DROP FUNCTION search_patterns(text)")
