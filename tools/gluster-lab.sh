#!/usr/bin/env bash
# A real GlusterFS cluster of several nodes on one machine: no virtual machine, no container engine, no systemd, loopback only.
#
# Node I is a set of mount, pid and host name namespaces in which an unmodified glusterd listens on $NET.I and finds its
# usual /var/lib/glusterd, /run and /var/log/glusterfs, which really lie in $LAB/I. A node dies with the first process of its
# pid namespace, all at once, as in a power cut.
#
# Needs root on Debian or Ubuntu, with glusterfs-server, perl and util-linux.
#
#   LAB=/tmp/gluster-lab  where everything lies; short, because it becomes part of unix socket paths (107 characters at most)
#   NET=127.77.0          first three octets of the nodes; two labs at once need two LABs and two NETs
#   FAST=1                rebalance start in 1 s instead of 10 s: glusterd's own sleep(5) is shortened; needs gcc
#   SLOW=MICROSECONDS     vol: every write on a brick of the new volume takes so long
#
#   up N                       start N nodes and form the pool
#   demo                       three nodes, volume "data" with files on two bricks and an empty third: a rebalance takes about a minute
#   start-node I               start one node          (restart-node is the same, after kill-node)
#   kill-node I                power cut
#   remove-node I              the same, and nothing of it is left: it comes back as another node
#   freeze-node I, thaw-node I   stop and continue all of a node: connections stay open, nothing answers
#   kill-glusterd I [SIGNAL]   only glusterd; bricks and rebalance go on
#   start-glusterd I           start it again
#   settle                     wait until all nodes that are up see each other
#   cli I ARGUMENT..           the gluster CLI in node I; xml I ARGUMENT.. the same with --xml
#   sh I COMMAND..             any command in node I
#   socket I                   path of node I's glusterd socket, for a CLI outside the node
#   vol KIND NAME [I..]        create and start a volume on nodes I.. (1 2 3); KIND: one dist rep3 distrep arb disp; NOSTART=1 leaves it stopped
#   brick I NAME               the address a brick of NAME has on node I
#   slow NAME MICROSECONDS     the same as SLOW for a volume that exists: restarts its bricks
#   mount NAME [I], umount NAME   mounted on $LAB/mnt/NAME
#   fill NAME COUNT BYTES [PREFIX]   files through the mount
#   kill-brick I NAME          kill the brick processes of NAME on node I
#   rebal-pid I NAME           process id of the rebalance of NAME on node I
#   stop-rebal-proc I NAME, cont-rebal-proc I NAME   stop and continue that process
#   start-sshd I KEYS          an sshd in node I, at port 2222 of its address, which lets root in with the authorized_keys file KEYS
#   kill-sshd I                kill it and all its sessions
#   renew-host-key I           another host key for it, as after an installation anew; counts from its next start on
#   host-key I                 the public half of that key
#   pids I                     processes of node I
#   down                       kill all nodes and remove $LAB
set -euo pipefail

LAB=${LAB:-/tmp/gluster-lab}
NET=${NET:-127.77.0}
readonly LAB NET
self=$(readlink -f "$0")
readonly self

fail() {
  echo "gluster-lab: $*" >&2
  exit 1
}

usage() {
  sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$self"
}

require() {
  local program
  [ "$(id -u)" = 0 ] || fail "namespaces need root"
  for program in glusterd gluster perl unshare nsenter; do
    command -v "$program" >/dev/null || fail "$program is not installed"
  done
  [ "${#LAB}" -le 40 ] || fail "LAB is too long for unix socket paths: $LAB"
}

first_process() {
  cat "$LAB/$1/first.pid" 2>/dev/null || true
}

is_up() {
  local pid
  pid=$(first_process "$1")
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null
}

inside() {
  local node=$1
  shift
  is_up "$node" || fail "node $node is not running"
  nsenter --target "$(first_process "$node")" --mount --uts --pid -- "$@"
}

glusterd_inside() {
  local preload=()
  [ -z "${FAST:-}" ] || preload=(env "LD_PRELOAD=$LAB/short-sleep.so")
  "${preload[@]}" glusterd -p /run/glusterd.pid --xlator-option "management.transport.socket.bind-address=$NET.$1" --log-level INFO
}

await_glusterd() {
  local _
  for _ in $(seq 400); do
    inside "$1" gluster --mode=script pool list >/dev/null 2>&1 && return
    sleep 0.05
  done
  fail "glusterd of node $1 does not answer; see $LAB/$1/log"
}

# The first process of a node: prepares the mounts, starts glusterd, then only reaps. A first process that reaps nothing leaves a dead
# rebalance as a zombie, and gluster takes a zombie for a running task.
become_node() {
  local node=$1 home=$LAB/$1
  hostname "node$node"
  mount --bind "$home/glusterd" /var/lib/glusterd
  mount --bind "$home/log" /var/log/glusterfs
  mount --bind "$home/hosts" /etc/hosts
  mount --bind "$home/run" /run
  # What root's shell does for people at each log-in by ssh is no part of a node.
  if [ -e /root/.bashrc ]; then mount --bind /dev/null /root/.bashrc; fi
  glusterd_inside "$node"
  exec perl -MPOSIX -e '$SIG{CHLD} = sub { 1 while waitpid(-1, WNOHANG) > 0 }; $SIG{CHLD}->(); sleep 60 while 1'
}

start_node() {
  local node=$1 home=$LAB/$1 outer pid='' hook _
  is_up "$node" && return
  rm -rf "$home/run" "$home/first.pid"
  mkdir -p "$home/glusterd" "$home/log/bricks" "$home/bricks" "$home/run/gluster" "$home/run/lock"
  touch "$LAB/.gluster-lab"
  if [ ! -e "$home/glusterd/hooks" ]; then
    cp -a /var/lib/glusterd/hooks /var/lib/glusterd/groups "$home/glusterd/" 2>/dev/null || true
    # The distribution's hooks (Samba, Ganesha, SELinux...) start a shell or Python with each change of a volume. They are there, but disabled.
    for hook in "$home"/glusterd/hooks/1/*/*/S*; do
      if [ -f "$hook" ]; then mv "$hook" "${hook%/*}/K${hook##*/S}"; fi
    done
  fi
  printf '%s localhost node%s\n' "$NET.$node" "$node" >"$home/hosts"
  setsid unshare --mount --uts --pid --fork --mount-proc --propagation private bash "$self" become-node "$node" >"$home/first.log" 2>&1 </dev/null &
  outer=$!
  for _ in $(seq 100); do
    pid=$(pgrep -P "$outer") && break
    sleep 0.02
  done
  [ -n "$pid" ] || fail "node $node did not start; see $home/first.log"
  echo "$pid" >"$home/first.pid"
  await_glusterd "$node"
}

shorten_sleep() {
  printf '%s\n' '#include <time.h>' 'unsigned int sleep(unsigned int s) {' \
    'struct timespec t = { s == 5 ? 0 : s, s == 5 ? 400000000 : 0 }; nanosleep(&t, 0); return 0; }' >"$LAB/short-sleep.c"
  gcc -shared -fPIC -O2 -o "$LAB/short-sleep.so" "$LAB/short-sleep.c"
}

up() {
  local count=$1 node start starts=()
  require
  mkdir -p "$LAB"
  touch "$LAB/.gluster-lab"
  [ -z "${FAST:-}" ] || shorten_sleep
  for node in $(seq "$count"); do
    start_node "$node" &
    starts+=($!)
  done
  for start in "${starts[@]}"; do wait "$start" || fail "a node did not start"; done
  for node in $(seq 2 "$count"); do gluster_inside 1 peer probe "$NET.$node" >/dev/null; done
  settle
  gluster_inside 1 pool list
}

# Peers that were away or frozen come back within seconds.
settle() {
  local home node count=0 _
  for home in "$LAB"/[0-9]*; do ! is_up "${home##*/}" || count=$((count + 1)); done
  for home in "$LAB"/[0-9]*; do
    node=${home##*/}
    is_up "$node" || continue
    for _ in $(seq 300); do
      [ "$(gluster_inside "$node" pool list 2>/dev/null | grep -cw Connected)" != "$count" ] || continue 2
      sleep 0.1
    done
    fail "node $node does not see $count nodes"
  done
}

gluster_inside() {
  local node=$1
  shift
  inside "$node" gluster --mode=script "$@"
}

# A change is refused while somebody else's question holds gluster's lock; a refused change has changed nothing.
change() {
  local said
  for _ in $(seq 1 50); do
    if said=$(gluster_inside 1 "$@" 2>&1); then
      printf '%s\n' "$said"
      return
    fi
    case $said in
      *"Another transaction is in progress"* | *"Locking failed"*) sleep 0.2 ;;
      *) break ;;
    esac
  done
  fail "$said"
}

processes() {
  local namespace process
  namespace=$(readlink "/proc/$(first_process "$1")/ns/pid")
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/ns/pid" 2>/dev/null)" = "$namespace" ] || continue
    printf '%s %s\n' "${process#/proc/}" "$({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null)"
  done
}

# signal SIGNAL NODE [PHRASE of the command line]
signal() {
  local pids
  pids=$(processes "$2" | grep -F -- "${3:-}" | cut -d' ' -f1)
  [ -n "$pids" ] || fail "node $2 runs no such process: ${3:-}"
  # shellcheck disable=SC2086 # one word per process
  kill -s "$1" $pids
}

renew_host_key() {
  mkdir -p "$LAB/$1/ssh"
  rm -f "$LAB/$1/ssh/host_key" "$LAB/$1/ssh/host_key.pub"
  ssh-keygen -q -t ed25519 -N '' -C '' -f "$LAB/$1/ssh/host_key"
}

start_sshd() {
  local node=$1 home=$LAB/$1/ssh
  [ -x /usr/sbin/sshd ] || fail "sshd is not installed"
  [ -e "$home/host_key" ] || renew_host_key "$node"
  printf '%s\n' "ListenAddress $NET.$node:2222" "HostKey $home/host_key" 'PidFile none' "AuthorizedKeysFile $2" 'StrictModes no' 'UsePAM no' \
    'PasswordAuthentication no' 'KbdInteractiveAuthentication no' 'PermitRootLogin prohibit-password' 'SetEnv SHLVL=1' >"$home/sshd_config"
  inside "$node" mkdir -p /run/sshd
  inside "$node" /usr/sbin/sshd -f "$home/sshd_config" -E "$home/log"
}

brick() {
  echo "$NET.$1:$LAB/$1/bricks/$2"
}

delay_writes() {
  # Bricks read these only when they start. "write" is gluster's name of the operation; a wrong one keeps bricks from starting.
  # A brick works on one operation of a rebalance at a time. While that sleeps its other threads find only what they may not begin, and look again and again: a
  # whole processor for each volume. With a single thread nobody is left to look.
  change volume set "$1" debug.delay-gen posix delay-gen.enable write delay-gen.delay-percentage 100 delay-gen.delay-duration "$2" performance.io-thread-count 1 >/dev/null
}

create_volume() {
  local kind=$1 name=$2 node bricks=() layout=()
  shift 2
  [ $# -gt 0 ] || set -- 1 2 3
  for node in "$@"; do bricks+=("$(brick "$node" "$name")"); done
  case $kind in
    one) bricks=("${bricks[0]}") ;;
    dist) ;;
    rep3) layout=(replica 3) ;;
    arb) layout=(replica 2 arbiter 1) ;;
    disp) layout=(disperse 3 redundancy 1) ;;
    distrep)
      layout=(replica 3)
      for node in "$@"; do bricks+=("$(brick "$node" "$name-b")"); done
      ;;
    *) fail "no such kind of volume: $kind" ;;
  esac
  # force: the bricks lie on the root file system.
  change volume create "$name" "${layout[@]}" "${bricks[@]}" force
  [ -z "${SLOW:-}" ] || delay_writes "$name" "$SLOW"
  [ -n "${NOSTART:-}" ] || change volume start "$name"
}

slow() {
  change volume stop "$1" force >/dev/null
  delay_writes "$1" "$2"
  change volume start "$1" >/dev/null
}

mount_volume() {
  mkdir -p "$LAB/mnt/$1"
  glusterfs --process-name fuse --volfile-server="$NET.${2:-1}" --volfile-id="/$1" --log-file="$LAB/mnt-$1.log" "$LAB/mnt/$1"
}

fill() {
  # Several writers at once: one file takes two or three round trips.
  perl -e '
    my ($directory, $count, $bytes, $prefix) = @ARGV;
    my $writers = 8;
    for my $writer (0 .. $writers - 1) {
      next if fork;
      for (my $i = $writer; $i < $count; $i += $writers) {
        open my $file, ">", sprintf("%s/%s%05d", $directory, $prefix, $i) or die "$!\n";
        print $file "x" x $bytes;
        close $file or die "$!\n";
      }
      exit 0;
    }
    my $bad = 0;
    while (wait != -1) { $bad ||= $? }
    exit($bad ? 1 : 0);
  ' "$LAB/mnt/$1" "$2" "$3" "${4:-file}"
}

demo() {
  up 3
  create_volume dist data 1 2
  mount_volume data
  fill data 600 10000
  umount "$LAB/mnt/data"
  slow data 250000
  sleep 4 # until all nodes have reached the restarted bricks
  change volume add-brick data "$(brick 3 data)" force
  echo "Start it with: $0 cli 1 volume rebalance data start"
}

down() {
  local home mounted
  [ -e "$LAB/.gluster-lab" ] || return 0
  for mounted in "$LAB"/mnt/*; do umount -l "$mounted" 2>/dev/null || true; done
  for home in "$LAB"/[0-9]*; do
    ! is_up "${home##*/}" || kill -KILL "$(first_process "${home##*/}")"
  done
  sleep 0.3
  rm -rf "$LAB"
}

command=${1:-help}
[ $# = 0 ] || shift
case $command in
  up) up "$@" ;;
  demo) demo ;;
  become-node) become_node "$1" ;;
  start-node | restart-node) start_node "$1" ;;
  kill-node)
    kill -KILL "$(first_process "$1")"
    rm "$LAB/$1/first.pid"
    ;;
  remove-node)
    kill -KILL "$(first_process "$1")"
    # Its last processes may be writing still.
    for _ in $(seq 50); do
      if rm -rf "${LAB:?}/$1" 2>/dev/null; then break; fi
      sleep 0.1
    done
    ;;
  freeze-node) signal STOP "$1" ;;
  thaw-node) signal CONT "$1" ;;
  kill-glusterd) inside "$1" sh -c "kill -${2:-KILL} \$(cat /run/glusterd.pid)" ;;
  start-glusterd)
    inside "$1" bash "$self" start-glusterd-inside "$1"
    await_glusterd "$1"
    ;;
  start-glusterd-inside) glusterd_inside "$1" ;;
  settle) settle ;;
  cli) gluster_inside "$@" ;;
  xml)
    node=$1
    shift
    gluster_inside "$node" --xml "$@"
    ;;
  sh) inside "$@" ;;
  socket) echo "$LAB/$1/run/glusterd.socket" ;;
  vol) create_volume "$@" ;;
  brick) brick "$@" ;;
  slow) slow "$@" ;;
  mount) mount_volume "$@" ;;
  umount) umount "$LAB/mnt/$1" ;;
  fill) fill "$@" ;;
  kill-brick) signal KILL "$1" "--volfile-id $2." ;;
  rebal-pid) processes "$1" | grep -F -- "--volfile-id rebalance/$2 " | cut -d' ' -f1 ;;
  stop-rebal-proc) signal STOP "$1" "--volfile-id rebalance/$2 " ;;
  cont-rebal-proc) signal CONT "$1" "--volfile-id rebalance/$2 " ;;
  pids) processes "$1" | cut -c1-150 ;;
  start-sshd) start_sshd "$1" "$2" ;;
  kill-sshd) signal KILL "$1" sshd ;;
  renew-host-key) renew_host_key "$1" ;;
  host-key) cat "$LAB/$1/ssh/host_key.pub" ;;
  down) down ;;
  help | --help | -h) usage ;;
  *)
    usage >&2
    fail "no such command: $command"
    ;;
esac
