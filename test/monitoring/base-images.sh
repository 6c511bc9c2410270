#!/usr/bin/env bash
# usage: base-images.sh FOLDER PODMAN-COMMAND...
# Stands in for the public images that deploy/docker/Dockerfile begins with, made of what this machine has (its Node.js,
# npm, a shell and their libraries) under the names in the Dockerfile, so that it can be built where no registry is.
set -euo pipefail
folder=$1
shift

node=$(readlink -f "$(command -v node)")
npm=$(npm root --global 2>/dev/null)/npm
shell=$(readlink -f /bin/sh)
link() { readlink -f "$(command -v "$1")"; }

# with_libraries ROOT PROGRAM...: copies them and the libraries they load, each to its own place.
with_libraries() {
  local root=$1 file
  shift
  for file in $(ldd "$@" | grep -v ':$' | grep -oE '/[^ ]+' | sort -u) "$@"; do cp --parents --dereference "$file" "$root"; done
}

base() {
  mkdir -p "$1/etc" "$1/tmp" "$1/root"
  chmod 1777 "$1/tmp"
  printf 'root:x:0:0::/root:/sbin/nologin\nnonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n' >"$1/etc/passwd"
}

build=$folder/base-build
base "$build"
mkdir -p "$build/bin" "$build/usr/bin" "$build/usr/lib/node_modules"
with_libraries "$build" "$node" "$shell" "$(link env)"
cp "$shell" "$build/bin/sh"
ln -sf "$node" "$build/bin/node"
cp -r --dereference "$npm" "$build/usr/lib/node_modules/npm"
for tool in npm npx; do
  printf '#!/bin/sh\nexec %s /usr/lib/node_modules/npm/bin/%s-cli.js "$@"\n' "$node" "$tool" >"$build/bin/$tool"
  chmod 755 "$build/bin/$tool"
done

run=$folder/base-run
base "$run"
mkdir -p "$run/nodejs/bin"
with_libraries "$run" "$node"
ln -s "$node" "$run/nodejs/bin/node"

from() { sed -nE "s/^FROM ([^ ]*$1[^ ]*).*/\1/p" "$(dirname "$0")/../../deploy/docker/Dockerfile" | head -1; }
tar -C "$build" -c . | "$@" import --quiet - "docker.io/library/$(from slim)" >/dev/null
tar -C "$run" -c . | "$@" import --quiet --change 'USER nonroot' - "$(from distroless)" >/dev/null
rm -rf "$build" "$run"
