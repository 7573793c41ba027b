#!/usr/bin/env bash
# Builds GlusterEngine and runs it until Ctrl-C or SIGTERM.
#
#   ./run.sh         with three simulated hosts to try it on
#   ./run.sh --lab   with a real GlusterFS of three nodes on this machine instead (root)
#   ./run.sh --help  this text
#
# Installs the Debian packages that are missing (PostgreSQL's server; for --lab GlusterFS), as root or by sudo, else it says which.
# Needs the .NET 10 SDK.
#
#   GLUSTERENGINE_PORT=8080        TCP port on 127.0.0.1
#   GLUSTERENGINE_DATA=.data       folder of everything that has to survive: database, password, lab
#   GLUSTERENGINE_ADMIN_PASSWORD   password of admin@internal; without it one is generated into $GLUSTERENGINE_DATA/admin-password
#   GLUSTERENGINE_DEMO=simulated   what the first start puts into the database: simulated, lab (needs --lab) or none
#   ConnectionStrings__Engine      a PostgreSQL of your own instead of the engine's
#   NET=127.1.3                    --lab: the first three octets of the nodes' addresses
set -euo pipefail

GLUSTERENGINE_DATA=$(realpath -m "${GLUSTERENGINE_DATA:-$(dirname "$(readlink -f "$0")")/.data}")
export GLUSTERENGINE_DATA
export GLUSTERENGINE_PORT=${GLUSTERENGINE_PORT:-8080}
cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=tools/packages.sh
source tools/packages.sh

with_lab=
for argument in "$@"; do
  case $argument in
    --lab) with_lab=1 ;;
    --help | -h)
      sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
      exit
      ;;
    *) fail "unknown argument $argument; see ./run.sh --help" ;;
  esac
done

# A child in the background, because bash answers a signal only when no foreground child runs.
child=
stop_requested=
run() {
  local status=0
  [ -z "$stop_requested" ] || exit 143
  "$@" &
  child=$!
  wait "$child" || status=$?
  while kill -0 "$child" 2>/dev/null; do # a signal ended the waiting, not the child
    status=0
    wait "$child" || status=$?
  done
  child=
  return "$status"
}

# shellcheck disable=SC2329 # called by the traps
request_stop() {
  stop_requested=1
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
}
trap request_stop INT TERM HUP

build() {
  local status=0
  say "Building ..."
  # No build server stays behind. One build at a time, for other runs from this clone may build too.
  mkdir -p bin
  exec 9>bin/build.lock
  flock 9
  run dotnet publish src/GlusterEngine.Server --configuration Release --output bin/engine --verbosity quiet --nologo --disable-build-servers 9>&- || status=$?
  exec 9>&-
  [ -z "$stop_requested" ] || exit 143
  [ "$status" = 0 ] || fail "the build failed; its errors are above."
}

start_lab() {
  local node hosts=()
  is_root || fail "--lab makes network nodes of namespaces, which needs root: sudo ./run.sh --lab"
  need_gluster || exit 1
  export LAB=$GLUSTERENGINE_DATA/lab NET=${NET:-127.1.3}
  # GlusterFS has unix sockets below, whose paths may have 107 characters only.
  [ "${#LAB}" -le 40 ] || LAB=/var/tmp/glusterengine-lab-$(printf %s "$GLUSTERENGINE_DATA" | sha256sum | cut -c1-8)
  mkdir -p "$GLUSTERENGINE_DATA"
  exec 8>"$GLUSTERENGINE_DATA/lab.lock"
  flock -n 8 || fail "another ./run.sh --lab uses $GLUSTERENGINE_DATA; stop that one or set GLUSTERENGINE_DATA to another folder."
  trap stop_lab EXIT
  if [ -e "$LAB/.complete" ]; then
    say "Starting the GlusterFS nodes in $LAB again ..."
    run tools/gluster-lab.sh up 3 8>&- >/dev/null || fail "the GlusterFS nodes in $LAB do not start; remove them with: LAB=$LAB tools/gluster-lab.sh down"
  else
    say "Making three GlusterFS nodes in $LAB, half a minute ..."
    tools/gluster-lab.sh down 8>&-
    run tools/gluster-lab.sh demo 8>&- >/dev/null || fail "the GlusterFS nodes could not be made; their logs are in $LAB."
    touch "$LAB/.complete"
  fi
  for node in 1 2 3; do hosts+=("node$node=$NET.$node,$(tools/gluster-lab.sh socket "$node")"); done
  GLUSTERENGINE_LAB_HOSTS=$(IFS=';' && echo "${hosts[*]}")
  export GLUSTERENGINE_LAB_HOSTS GLUSTERENGINE_DEMO=${GLUSTERENGINE_DEMO:-lab}
}

# shellcheck disable=SC2329 # called by a trap
stop_lab() {
  local node
  # Their disks stay, so that the next start finds the same volumes.
  for node in 1 2 3; do tools/gluster-lab.sh kill-node "$node" 2>/dev/null || true; done
}

need_dotnet
[ -n "${ConnectionStrings__Engine:-}" ] || need_postgres
build
export ASPNETCORE_CONTENTROOT=$PWD/bin/engine
if [ -n "$with_lab" ]; then
  start_lab
  run dotnet bin/engine/GlusterEngine.Server.dll 8>&-
else
  [ -z "$stop_requested" ] || exit 143
  exec dotnet bin/engine/GlusterEngine.Server.dll
fi
