#!/usr/bin/env bash
# Installs what the regression guard compares with, on Debian or Ubuntu. Safe to run again.
exec "$(dirname "${BASH_SOURCE[0]}")/../../bench/install-tools.sh"
