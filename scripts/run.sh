#!/usr/bin/env bash
# Runs Kulisa on this machine, from nothing: scripts/run.sh [--port N] [--data DIR] [--no-demo]
# What it starts and which variables it reads: docs/deployment/embedded.md

usage() { printf 'Usage: %s [--port N] [--data DIR] [--no-demo]\n' "$0"; }

CALLED_FROM="$PWD"
ARGUMENTS=()
while [ $# -gt 0 ]; do
  case "$1" in
    --port=* | --data=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    --port | --data)
      [ -n "${2:-}" ] || { usage >&2; exit 2; }
      value="$2"
      case "$1$value" in --data/* | --port*) ;; *) value="$CALLED_FROM/$value" ;; esac
      ARGUMENTS+=("$1" "$value")
      shift 2
      ;;
    --no-demo) ARGUMENTS+=("$1"); shift ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'Unknown argument: %s\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
done

. "$(dirname "${BASH_SOURCE[0]}")/lib/setup.sh"
prepare_state
find_python
find_uv
install_python runtime
build_frontend
release_setup
cd "$ROOT/backend" || exit 1
exec "$VENV/bin/python" -m app.core.embedded ${ARGUMENTS[@]+"${ARGUMENTS[@]}"}
