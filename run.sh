#!/usr/bin/env bash
# Builds GlusterEngine and runs it until Ctrl-C or SIGTERM.
#
#   ./run.sh         with three simulated hosts to try it on
#   ./run.sh --lab   with a real GlusterFS of three nodes on this machine instead (root)
#   ./run.sh --lab --transport ssh
#                    the same, and the engine reaches the nodes by ssh: an sshd of its own runs in each
#   ./run.sh --engines 2
#                    with two engines (or up to 9) on one database, the second at the port after the first's, and so on;
#                    when one dies the others go on
#   ./run.sh --tls   over TLS, with a CA of its own in $GLUSTERENGINE_DATA/tls that clients have to trust
#   ./run.sh user add|password|role|remove|list
#                    who may log in, and what they may do; see ./run.sh user --help. While the engine runs or not
#   ./run.sh host-cert NAME [NAME..] [--folder FOLDER] [--replace]
#                    makes key and certificate for the VDSM of a host with these names and addresses, signed by the engine's own CA
#   ./run.sh key     prints the public half of the engine's ssh key, and the line of authorized_keys that lets it in to a host
#   ./run.sh guard   prints the program that this line names, to be installed on the host
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

with_lab='' transport=cli print='' engines=1 scheme=http
while [ $# != 0 ]; do
  case $1 in
    --lab) with_lab=1 ;;
    --transport)
      transport=${2:-}
      [[ $transport =~ ^(cli|ssh)$ ]] || fail "--transport takes cli or ssh; see ./run.sh --help"
      shift
      ;;
    --tls)
      scheme=https
      export Tls__Enabled=true
      ;;
    key | guard) print=$1 ;;
    user | host-cert) break ;;
    --engines)
      engines=${2:-}
      [[ $engines =~ ^[1-9]$ ]] || fail "--engines takes a number from 1 to 9; see ./run.sh --help"
      shift
      ;;
    --help | -h)
      sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
      exit
      ;;
    *) fail "unknown argument $1; see ./run.sh --help" ;;
  esac
  shift
done

[ "$transport" = cli ] || [ -n "$with_lab" ] || fail "--transport belongs to --lab; see ./run.sh --help"

declare -A engine_ports=() # by process id
postgres=
lab_is_up=

# shellcheck disable=SC2329 # called by a trap
close() {
  [ ${#engine_ports[@]} = 0 ] || end 5 "${!engine_ports[@]}"
  [ -z "$postgres" ] || end 9 "$postgres"
  [ -z "$lab_is_up" ] || stop_lab
}
trap close EXIT

# end SECONDS PID..   as Ctrl-C does; what is not gone after that time as kill -9 does
end() {
  local pid patience=$(($1 * 10))
  shift
  kill -TERM "$@" 2>/dev/null || true
  for pid in "$@"; do
    while kill -0 "$pid" 2>/dev/null && [ "$patience" -gt 0 ]; do
      patience=$((patience - 1))
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}

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

# engine_command WORD..   by the program that is there, since one that runs may not be built over
engine_command() {
  need_dotnet
  [ "$1" != user ] || [ -n "${ConnectionStrings__Engine:-}" ] || need_postgres
  [ -e bin/engine/GlusterEngine.Server.dll ] || build
  exec dotnet bin/engine/GlusterEngine.Server.dll "$@"
}

start_lab() {
  local node known hosts=()
  is_root || fail "--lab makes network nodes of namespaces, which needs root: sudo ./run.sh --lab"
  need_gluster || exit 1
  export LAB=$GLUSTERENGINE_DATA/lab NET=${NET:-127.1.3}
  # GlusterFS has unix sockets below, whose paths may have 107 characters only.
  [ "${#LAB}" -le 40 ] || LAB=/var/tmp/glusterengine-lab-$(printf %s "$GLUSTERENGINE_DATA" | sha256sum | cut -c1-8)
  mkdir -p "$GLUSTERENGINE_DATA"
  exec 8>"$GLUSTERENGINE_DATA/lab.lock"
  flock -n 8 || fail "another ./run.sh --lab uses $GLUSTERENGINE_DATA; stop that one or set GLUSTERENGINE_DATA to another folder."
  lab_is_up=1
  if [ -e "$LAB/.complete" ]; then
    # The engine has the nodes in its database, with the transport of their first start.
    known=$(cat "$LAB/.complete")
    [ "${known:-cli}" = "$transport" ] || fail "the nodes in $LAB are reached by ${known:-cli}: start with --transport ${known:-cli}, or set GLUSTERENGINE_DATA to another folder."
    say "Starting the GlusterFS nodes in $LAB again ..."
    run tools/gluster-lab.sh up 3 8>&- >/dev/null || fail "the GlusterFS nodes in $LAB do not start; remove them with: LAB=$LAB tools/gluster-lab.sh down"
  else
    say "Making three GlusterFS nodes in $LAB, half a minute ..."
    tools/gluster-lab.sh down 8>&-
    run tools/gluster-lab.sh demo 8>&- >/dev/null || fail "the GlusterFS nodes could not be made; their logs are in $LAB."
    printf '%s\n' "$transport" >"$LAB/.complete"
  fi
  [ "$transport" = cli ] || start_sshds
  for node in 1 2 3; do
    if [ "$transport" = ssh ]; then hosts+=("node$node=$NET.$node,ssh://root@$NET.$node:2222"); else hosts+=("node$node=$NET.$node,$(tools/gluster-lab.sh socket "$node")"); fi
  done
  GLUSTERENGINE_LAB_HOSTS=$(IFS=';' && echo "${hosts[*]}")
  export GLUSTERENGINE_LAB_HOSTS GLUSTERENGINE_DEMO=${GLUSTERENGINE_DEMO:-lab}
}

start_sshds() {
  local node
  need_sshd || exit 1
  export Ssh__GuardProgram=$LAB/glusterengine-ssh-guard
  dotnet bin/engine/GlusterEngine.Server.dll --ssh-guard >"$Ssh__GuardProgram" 8>&-
  chmod 755 "$Ssh__GuardProgram"
  dotnet bin/engine/GlusterEngine.Server.dll --ssh-key 8>&- | grep '^restrict' >"$LAB/authorized_keys" || fail "the engine's ssh key could not be made; the reason is above."
  for node in 1 2 3; do tools/gluster-lab.sh start-sshd "$node" "$LAB/authorized_keys" 8>&- || fail "sshd of node $node does not start; see $LAB/$node/ssh/log"; done
}

# shellcheck disable=SC2329 # called by a trap
stop_lab() {
  local node
  # Their disks stay, so that the next start finds the same volumes.
  for node in 1 2 3; do tools/gluster-lab.sh kill-node "$node" 2>/dev/null || true; done
}

# wait_until PID COMMAND..   until the command succeeds; false when the process ends before
wait_until() {
  local pid=$1
  shift
  until "$@" 2>/dev/null; do
    [ -z "$stop_requested" ] || exit 143
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.2
  done
}

# shellcheck disable=SC2329 # called by wait_until
answers() {
  (exec 7<>"/dev/tcp/127.0.0.1/$1")
}

# PostgreSQL is a process of its own here, and outlives each engine.
start_postgres() {
  local connection=$GLUSTERENGINE_DATA/postgres.connection
  mkdir -p "$GLUSTERENGINE_DATA"
  rm -f "$connection"
  # In a session of its own, for Ctrl-C reaches all processes of the terminal, and the engines have to end first.
  Database__MaxConnections=$((10 + 52 * engines)) setsid dotnet bin/engine/GlusterEngine.Server.dll --postgres "$connection" 8>&- &
  postgres=$!
  wait_until "$postgres" test -s "$connection" || fail "PostgreSQL does not start; the reason is above."
  ConnectionStrings__Engine="$(cat "$connection");Maximum Pool Size=25"
  export ConnectionStrings__Engine
}

run_engines() {
  local port last=$((GLUSTERENGINE_PORT + engines - 1)) ended status urls=()
  [ -n "${ConnectionStrings__Engine:-}" ] || start_postgres
  # One after the other: the first makes the schema, the password and the demo.
  for port in $(seq "$GLUSTERENGINE_PORT" "$last"); do
    GLUSTERENGINE_PORT=$port dotnet bin/engine/GlusterEngine.Server.dll 8>&- &
    ended=$!
    engine_ports[$ended]=$port
    wait_until "$ended" answers "$port" || fail "the engine on port $port does not start; the reason is above."
    urls+=("$scheme://127.0.0.1:$port")
  done
  say "$engines engines are up on one database: ${urls[*]}"
  while [ ${#engine_ports[@]} != 0 ]; do
    status=0 ended=
    wait -n -p ended "${!engine_ports[@]}" ${postgres:+"$postgres"} || status=$?
    [ -z "$stop_requested" ] || exit 0
    [ -n "$ended" ] || continue
    [ "$ended" != "$postgres" ] || fail "PostgreSQL ended, with $status; the engines are stopped."
    say "The engine on port ${engine_ports[$ended]} ended, with $status."
    unset "engine_ports[$ended]"
    [ ${#engine_ports[@]} = 0 ] || say "The others go on: ${engine_ports[*]}"
  done
  fail "no engine is left."
}

[[ ! ${1:-} =~ ^(user|host-cert)$ ]] || engine_command "$@"
[ -z "$print" ] || engine_command "--ssh-$print"
need_dotnet
[ -n "${ConnectionStrings__Engine:-}" ] || need_postgres
build
export ASPNETCORE_CONTENTROOT=$PWD/bin/engine
if [ -n "$with_lab" ]; then
  start_lab
fi
if [ "$engines" != 1 ]; then
  run_engines
elif [ -n "$with_lab" ]; then
  # In a session of its own: Ctrl-C reaches all processes of the terminal, the engine's ssh clients too, which it closes itself.
  run setsid dotnet bin/engine/GlusterEngine.Server.dll 8>&-
else
  [ -z "$stop_requested" ] || exit 143
  exec dotnet bin/engine/GlusterEngine.Server.dll
fi
