#!/usr/bin/env bash
# Installs what is missing and checks everything: scripts/test_all.sh
# Every check runs, whatever failed before it; the last line adds them up. Reports: .run/reports

. "$(dirname "${BASH_SOURCE[0]}")/lib/setup.sh"
. "$ROOT/scripts/lib/chromium.sh"

REPORTS="$STATE/reports"
E2E_DATA="$STATE/e2e data"
SERVER=""

# check NAME TEXT COMMAND...: note how it went and show the end of its output when it failed.
check() {
  local name="$1" text="$2" started="$SECONDS" code
  shift 2
  printf '  %-44s' "$text"
  run_logged "$name" "$@"
  code=$?
  printf '%s\t%s\t%s\t%s\n' "$name" "$code" "$((SECONDS - started))" "$text" >>"$REPORTS/checks.tsv"
  if [ "$code" = 0 ]; then
    printf 'ok      %4s s\n' "$((SECONDS - started))"
  else
    printf 'FAILED  %4s s\n' "$((SECONDS - started))"
    tail -n 80 "$STATE/logs/$name.log"
  fi
}

in_backend() { cd "$ROOT/backend" && "$VENV/bin/python" -m "$@"; }
in_frontend() { npm --prefix "$FRONTEND" run --silent "$@"; }

run_types() { in_backend mypy && in_backend mypy ../scripts/lib/*.py; }
run_import_rules() {
  cd "$ROOT/backend" && "$VENV/bin/python" -c 'from importlinter.cli import lint_imports_command as lint; lint()'
}
run_pytest() { in_backend pytest -n 2 --tally "$REPORTS/pytest.json"; }
run_vitest() { in_frontend test -- --reporter=default --reporter=json --outputFile.json="$REPORTS/vitest.json"; }

stop_server() {
  [ -n "$SERVER" ] && kill -TERM "$SERVER" 2>/dev/null && wait "$SERVER" 2>/dev/null
  SERVER=""
}

# The browser tests get what a newcomer gets: the built interface, the embedded servers, the demo.
run_playwright() {
  trap stop_server EXIT
  rm -rf "$E2E_DATA"
  (cd "$ROOT/backend" && exec "$VENV/bin/python" -m app.core.embedded --data "$E2E_DATA") >"$STATE/logs/e2e-server.log" 2>&1 &
  SERVER=$!
  until grep -q Ctrl-C "$STATE/logs/e2e-server.log"; do
    kill -0 "$SERVER" 2>/dev/null || { cat "$STATE/logs/e2e-server.log"; return 1; }
    sleep 0.2
  done
  E2E_BASE_URL="$(cat "$E2E_DATA/lock")"
  [ -n "$CHROMIUM_LIBRARIES" ] && export LD_LIBRARY_PATH="$CHROMIUM_LIBRARIES"
  export E2E_BASE_URL PLAYWRIGHT_JSON_OUTPUT_FILE="$REPORTS/playwright.json"
  in_frontend e2e -- --reporter=list,json
}

export NO_COLOR=1
prepare_state
find_python
find_uv
install_python dev
find_node
install_frontend
find_chromium
release_setup

rm -rf "$REPORTS" && mkdir -p "$REPORTS" || die "cannot write to $REPORTS"
say "checking"
check locks "lock files" "$VENV/bin/python" "$ROOT/scripts/lib/locks.py" "$ROOT"
check format "backend: format" in_backend ruff format --config pyproject.toml --check . ../scripts/lib
check lint "backend: lint" in_backend ruff check --config pyproject.toml . ../scripts/lib
check types "backend: types" run_types
check imports "backend: import rules" run_import_rules
check contract "API contract is the one the interface uses" in_backend scripts.export_openapi --check
check pytest "backend: tests" run_pytest
check web-lint "interface: lint" in_frontend lint
check web-i18n "interface: translations" in_frontend i18n
check web-types "interface: types" in_frontend typecheck
check vitest "interface: tests" run_vitest
check web-build "interface: build" in_frontend build
check web-budget "interface: size" in_frontend budget
check playwright "browser tests" run_playwright

exec "$VENV/bin/python" "$ROOT/scripts/lib/summary.py" "$REPORTS"
