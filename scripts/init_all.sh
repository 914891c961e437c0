#!/usr/bin/env bash
# Sets up development against the servers named in .env: scripts/init_all.sh [--no-demo]
# Installs everything, makes roles, database and schema, and loads the demo theatre if there is none.

case "${1:-}" in
  "" | --no-demo) WITHOUT_DEMO="${1:-}" ;;
  *) printf 'Usage: %s [--no-demo]\n' "$0" >&2; exit 2 ;;
esac

. "$(dirname "${BASH_SOURCE[0]}")/lib/setup.sh"
[ -f "$ROOT/.env" ] || die "there is no .env yet: copy .env.example, fill in the addresses and secrets, start again"

with_env() {
  cd "$ROOT/backend" && "$VENV/bin/python" "$ROOT/scripts/lib/with_env.py" "$ROOT/.env" "$VENV/bin/python" "$@"
}

prepare_state
find_python
find_uv
install_python dev
build_frontend
step init-db "preparing the database" with_env -m scripts.init_db
if [ -z "$WITHOUT_DEMO" ]; then
  say "loading the demo theatre into an empty database"
  run_logged seed with_env -m scripts.seed_data || grep "^Nothing was loaded" "$STATE/logs/seed.log" || {
    tail -n 40 "$STATE/logs/seed.log" >&2
    die "the demo theatre could not be loaded"
  }
fi
release_setup

cat <<END

Ready. In three terminals:
  cd backend && ../.venv/bin/python -m uvicorn --factory app.main:create_app --reload
  cd backend && ../.venv/bin/python -m app.worker
  cd frontend && npm run dev
END
