#!/usr/bin/env bash
# Installs the FTP clients that log in to the reflector, and what confines it, on Debian or Ubuntu. Safe to run again.
set -euo pipefail

missing=()
for package in curl lftp python3 iproute2 util-linux systemd; do
  dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "install-tools: needs root, to install ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
