#!/bin/sh
# Installs what the tests of the HTML report look at pages with, on Debian; as root.
set -eu
command -v chromium >/dev/null && exit 0
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
