# Finds a Chromium for the browser tests, or fetches one. Sourced after setup.sh; sets CHROMIUM_PATH.

unpack_chromium() {
  local base="$STATE/chromium"
  rm -rf "$base" && mkdir -p "$base/unpacked" &&
    cp "$ROOT/scripts/tools/chromium/"package*.json "$ROOT/scripts/tools/chromium/unpack.js" "$base" &&
    npm --prefix "$base" ci --no-fund --no-audit &&
    (cd "$base" && TMPDIR="$base/unpacked" node unpack.js)
}

apt_chromium() {
  apt-get install -y --no-install-recommends chromium ||
    { apt-get update && apt-get install -y --no-install-recommends chromium; }
}

use_installed_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "$STATE/chromium/unpacked/chromium"; do
    CHROMIUM_PATH="$(command -v "$name" 2>/dev/null)" && "$CHROMIUM_PATH" --version >/dev/null 2>&1 && return 0
    # the fetched one brings its own libraries
    LD_LIBRARY_PATH="$STATE/chromium/unpacked/al2023/lib" "${CHROMIUM_PATH:-false}" --version >/dev/null 2>&1 &&
      CHROMIUM_LIBRARIES="$STATE/chromium/unpacked/al2023/lib" && return 0
  done
  return 1
}

find_chromium() {
  CHROMIUM_LIBRARIES=""
  if ! use_installed_chromium && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing Chromium"
    run_logged chromium-apt apt_chromium
  fi
  if ! use_installed_chromium; then
    step chromium "fetching Chromium" unpack_chromium
    use_installed_chromium || die "no Chromium: see $STATE/logs/chromium.log, or install it yourself"
  fi
  export CHROMIUM_PATH
}
