#!/usr/bin/env bash
# Installs what the lab (test/lab) needs on Debian or Ubuntu. Safe to run again; does nothing where all is there.
#
# The FTP servers' packages conflict with each other, and some start a service when installed, so those are only
# unpacked, into node_modules/.cache/ftpdoctor-lab (or $FTPDOCTOR_LAB_SERVERS). Only tools and shared libraries are
# installed on the machine.
set -euo pipefail

servers=(vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common ftp-proxy)
binaries=(vsftpd proftpd pure-ftpd ftp-proxy)
# The last two are for looking around inside the namespaces by hand.
tools=(iproute2 nftables procps openssl python3 python3-pyftpdlib python3-openssl socat tayga curl lftp wget tnftp ncftp conntrack tcpdump)

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${FTPDOCTOR_LAB_SERVERS:-$root/node_modules/.cache/ftpdoctor-lab}

say() { echo "install-servers: $*" >&2; }
installed() { dpkg-query -W -f '${db:Status-Abbrev}\n' "$1" 2>/dev/null | grep -q '^ii'; }

if [ "$(id -u)" -ne 0 ]; then
  say 'needs root, to install packages'
  exit 1
fi

refreshed=no
refresh() {
  if [ "$refreshed" = no ]; then
    apt-get update -qq
    refreshed=yes
  fi
}

install_missing() {
  local missing=() package
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  say "installing ${missing[*]}"
  refresh
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Shared libraries a package file depends on, the first of alternatives. `lsb-base` and the like are not needed.
libraries_of() {
  dpkg-deb -f "$1" Depends | tr ',' '\n' | sed -e 's/|.*//' -e 's/(.*//' -e 's/:any//' -e 's/ //g' |
    grep -E '^lib.*[0-9]' || true
}

unpacked() {
  local binary
  for binary in "${binaries[@]}"; do [ -x "$folder/usr/sbin/$binary" ] || return 1; done
  [ -x "$folder/usr/bin/pure-pw" ] && [ -e "$folder/usr/lib/proftpd/mod_tls.so" ]
}

runnable() {
  local binary
  for binary in "${binaries[@]}"; do
    if ldd "$folder/usr/sbin/$binary" | grep -q 'not found'; then return 1; fi
  done
}

install_missing "${tools[@]}"

if ! unpacked || ! runnable; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  refresh
  say "downloading ${servers[*]}"
  # The download user of apt may not write here; as root it need not change to it.
  (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root "${servers[@]}")
  mkdir -p "$folder"
  libraries=()
  for package in "$work"/*.deb; do
    dpkg -x "$package" "$folder"
    mapfile -t -O "${#libraries[@]}" libraries < <(libraries_of "$package")
  done
  install_missing "${libraries[@]}"
fi

if ! unpacked || ! runnable; then
  say "a server in $folder is missing or lacks a shared library"
  exit 1
fi

# Where the FTP helper and its NAT half are modules, nothing else loads the second one.
if [ ! -e /sys/module/nf_conntrack_ftp ] || [ ! -e /sys/module/nf_nat_ftp ]; then
  modprobe -q -a nf_conntrack_ftp nf_nat_ftp 2>/dev/null || true
fi

say "ready: ${binaries[*]} in $folder"
