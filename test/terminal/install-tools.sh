#!/bin/sh
# Installs the terminal and the shells that the tests type into, and what reads the manual page, on Debian; as root.
set -eu
missing=
for tool in tmux zsh fish mandoc; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
[ -z "$missing" ] && exit 0
apt-get update -qq
# shellcheck disable=SC2086 # a list of words
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
