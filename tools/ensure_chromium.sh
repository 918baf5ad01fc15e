#!/bin/sh
# The browser tests drive a real Chromium. Install Debian's when we may; otherwise say what to do.
set -eu
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Chromium is missing: installing Debian's package."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "The browser tests need Chromium, and this user may not install it." >&2
echo "Ask an administrator to run: apt-get install chromium   (then: make test)" >&2
echo "Everything but the browser tests runs with: make test-fast" >&2
exit 1
