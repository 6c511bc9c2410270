#!/usr/bin/env bash
# Installs what the benchmarks compare with, on Debian or Ubuntu: the lab's servers, and the peers. basic-ftp comes with
# `npm install`. Safe to run again.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/test/lab/install-servers.sh"
missing=()
for package in curl lftp tshark grep; do
  dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
