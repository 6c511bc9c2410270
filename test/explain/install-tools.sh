#!/usr/bin/env bash
# Installs what the tests of captures record with and compare with, on Debian or Ubuntu. Safe to run again; the servers
# and the other clients come with test/lab/install-servers.sh.
set -euo pipefail
missing=()
for package in inetutils-ftp tnftp tcpdump tshark; do
  dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
