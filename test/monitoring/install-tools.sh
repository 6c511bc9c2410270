#!/usr/bin/env bash
# Installs what the tests of deploy/ and of monitoring need on Debian or Ubuntu. Safe to run again; does nothing where
# all is there. No service is left running: the daemons are started by the tests, in a network of their own.
set -euo pipefail

packages=(prometheus nagios4-core nagios4-common icinga2-bin icinga2-common libxml2-utils)
packages+=(iproute2 nftables iptables curl openssl python3 python3-pyftpdlib systemd util-linux)
# Containers, with the runtime that needs no particular kind of control groups.
packages+=(podman runc catatonit containernetworking-plugins)
services=(prometheus nagios4 icinga2 podman podman.socket podman-restart podman-auto-update.timer)

say() { echo "install-tools: $*" >&2; }
installed() { dpkg-query -W -f '${db:Status-Abbrev}\n' "$1" 2>/dev/null | grep -q '^ii'; }

missing=()
for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
if [ ${#missing[@]} -eq 0 ]; then
  say 'ready'
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  say "needs root, to install ${missing[*]}"
  exit 1
fi

# A policy that forbids to start services stands while packages are installed, unless the machine has its own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi

say "installing ${missing[*]}"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

# Nor shall the next start of the machine begin to monitor it.
if command -v systemctl >/dev/null 2>&1; then
  for service in "${services[@]}"; do
    case " ${missing[*]} " in
      *" ${service%%[.-]*}"*) systemctl disable --quiet "$service" 2>/dev/null || true ;;
    esac
  done
fi
say 'ready'
