#!/usr/bin/env bash
# Records how the installed gluster refuses what has to do with tasks, beside what tools/record-fixtures.sh records: from labs of its own, as
# tests/fixtures/gluster/VERSION/error-*.xml|*.txt, with their rows in index.tsv. Nothing of it is written by hand.
#
# Needs what gluster-lab.sh needs, sshd and gluster's gsyncd (without rsync its sessions are faulty, and count as running all the same); takes about four minutes.
set -euo pipefail

export LAB=${LAB:-/tmp/le} NET=${NET:-127.1.7} FAST=1
here=$(dirname "$(readlink -f "$0")")
lab=$here/gluster-lab.sh
folder=$here/../tests/fixtures/gluster/$(gluster --version | sed -n '1s/^glusterfs \([0-9.]*\).*/\1/p')
readonly here lab folder

# ask NODE ARGUMENT..: runs gluster there; what it says and its exit code lie in $LAB/answer.NODE.
ask() {
  local node=$1 to=$LAB/answer.$1 code=0
  shift
  mkdir -p "$to"
  "$lab" xml "$node" "$@" >"$to/stdout" 2>"$to/stderr" || code=$?
  echo "$code" >"$to/code"
}

# keep FILE NODE ARGUMENT..: makes a fixture of the last answer of a node.
keep() {
  local name=error-$1 node=$2 from=$LAB/answer.$2 stream=stdout text kind=txt
  shift 2
  [ -s "$from/stdout" ] || stream=stderr
  text=$(cat "$from/$stream")
  [[ $text != '<?xml'* ]] || kind=xml
  printf '%s\n' "$text" >"$folder/$name.$kind"
  printf '%s\t%s\t%s\t%s\t%s\n' "$name.$kind" "$(cat "$from/code")" "$stream" "$node" "$*" >>"$folder/index.tsv"
}

record() {
  ask "${@:2}"
  keep "$@"
}

says() {
  grep -qs -- "$2" "$LAB/answer.$1/stdout"
}

quietly() {
  "$@" >/dev/null 2>&1
}

brick() {
  "$lab" brick "$@"
}

# A question of glusterd's own may hold the volume for a moment.
change() {
  until quietly "$lab" cli 1 "$@"; do sleep 0.3; done
}

await_start() {
  until "$lab" xml 1 volume rebalance "$1" status | grep -qE '<files>[1-9]'; do sleep 0.2; done
}

trap '"$lab" down' EXIT
"$lab" down
"$lab" up 3 >/dev/null
rm -f "$folder"/error-*
sed -i '/^error-/d' "$folder/index.tsv"
for kind in disp rep3 arb distrep; do quietly "$lab" vol "$kind" "$kind"; done
quietly "$lab" vol one single 1
quietly "$lab" vol dist halted
change volume stop halted
quietly "$lab" vol dist data 1 2
quietly "$lab" mount data
quietly "$lab" fill data 200 1000
quietly "$lab" umount data
# A process that is stopped has a file in hand for as long.
quietly "$lab" slow data 2000000
change volume add-brick data "$(brick 3 data)" force
sleep 4

# What has no task, or can have none.
for operation in start status stop; do
  record "rebalance-$operation-one-brick" 1 volume rebalance single "$operation"
  record "rebalance-$operation-dispersed" 1 volume rebalance disp "$operation"
done
record rebalance-stop-not-distributed 1 volume rebalance rep3 stop
record rebalance-stop-stopped-volume 1 volume rebalance halted stop
record rebalance-stop-unknown 1 volume rebalance nosuch stop
record remove-brick-status-stopped-volume 1 volume remove-brick halted "$(brick 3 halted)" status
record remove-brick-status-unknown-volume 1 volume remove-brick nosuch "$(brick 3 data)" status
record remove-brick-stop-unknown-volume 1 volume remove-brick nosuch "$(brick 3 data)" stop
record remove-brick-commit-unknown-volume 1 volume remove-brick nosuch "$(brick 3 data)" commit
record task-list-stopped 1 volume status halted tasks
record heal-info-unknown 1 volume heal nosuch info
record geo-replication-status-no-session 1 volume geo-replication rep3 nosuchhost::s status

# Bricks that do not make whole sets.
record remove-brick-start-part-of-dispersed 1 volume remove-brick disp "$(brick 3 disp)" start
record remove-brick-force-two-of-a-set 1 volume remove-brick distrep replica 2 "$(brick 1 distrep)" "$(brick 2 distrep)" force
record remove-brick-force-data-of-arbiter 1 volume remove-brick arb replica 2 "$(brick 1 arb)" force

# Asked where the task runs, and elsewhere.
quietly "$lab" cli 1 volume remove-brick data "$(brick 2 data)" start
until "$lab" xml 1 volume remove-brick data "$(brick 2 data)" status | grep -qE '<files>[1-9]'; do sleep 0.2; done
record remove-brick-stop-other-brick 1 volume remove-brick data "$(brick 3 data)" stop
record remove-brick-commit-unknown-brick 1 volume remove-brick data "$NET.3:/nope" commit
record volume-stop-task-running-elsewhere 1 volume stop data
record add-brick-task-running-elsewhere 1 volume add-brick data "$(brick 1 more)" force
# glusterd looks for the process when its connection closes, and believes it alive while it is not reaped: let it look later.
"$lab" kill-glusterd 2 STOP
kill -KILL "$("$lab" rebal-pid 2 data)"
sleep 1
"$lab" kill-glusterd 2 CONT
sleep 2
record remove-brick-commit-failed 2 volume remove-brick data "$(brick 2 data)" commit
record remove-brick-commit-failed-elsewhere 1 volume remove-brick data "$(brick 2 data)" commit
change volume remove-brick data "$(brick 2 data)" stop

# A start soon after a stop meets a process that is not through with its file.
while :; do
  change volume rebalance data start force
  await_start data
  change volume rebalance data stop
  ask 1 volume rebalance data start
  if says 1 'already started'; then break; fi
  ask 1 volume rebalance data stop
  sleep 3
done
keep rebalance-start-after-stop 1 volume rebalance data start

# Two changes at the same moment, until one loses a lock to the other.
for try in $(seq 300); do
  ask 1 volume set data user.note one &
  ask 2 volume set data user.note two &
  wait
  if says 1 'Locking failed'; then keep volume-set-lock-lost 1 volume set data user.note one; break; fi
  if says 2 'Locking failed'; then keep volume-set-lock-lost 2 volume set data user.note two; break; fi
  [ "$try" != 300 ] || echo "no lock was lost in $try tries" >&2
done

# Too few servers.
for volume in data halted rep3 distrep; do change volume set "$volume" cluster.server-quorum-type server; done
change volume rebalance data start force
await_start data
"$lab" kill-node 2
"$lab" kill-node 3
sleep 2
record remove-brick-start-quorum-lost 1 volume remove-brick distrep "$(brick 1 distrep-b)" "$(brick 2 distrep-b)" "$(brick 3 distrep-b)" start
record volume-set-quorum-lost 1 volume set rep3 user.note lost
record volume-stop-quorum-lost 1 volume stop rep3
record volume-delete-quorum-lost 1 volume delete halted
record volume-start-force-quorum-lost 1 volume start halted force
record rebalance-stop-quorum-lost 1 volume rebalance data stop
quietly "$lab" start-node 2
quietly "$lab" start-node 3
sleep 5

# A volume that is replicated elsewhere; here to another one of the same pool. The nodes do without root's own ssh settings.
quietly "$lab" vol dist sent 1 2
quietly "$lab" vol one copy 1
for node in 1 2 3; do "$lab" sh "$node" mount -t tmpfs tmpfs /root; done
change system:: execute gsec_create
cp "$LAB/1/glusterd/geo-replication/common_secret.pem.pub" "$LAB/keys"
"$lab" start-sshd 1 "$LAB/keys"
change volume geo-replication sent "$NET.1::copy" create ssh-port 2222 no-verify
change volume geo-replication sent "$NET.1::copy" config ssh-port 2222
change volume geo-replication sent "$NET.1::copy" start
until "$lab" xml 1 volume geo-replication sent "$NET.1::copy" status | grep -qE '<status>(Active|Faulty)<'; do sleep 0.5; done
change volume remove-brick sent "$(brick 2 sent)" start
while "$lab" xml 1 volume status sent tasks | grep -qE '<status>1<|30802'; do sleep 0.5; done
record remove-brick-commit-geo-replication 1 volume remove-brick sent "$(brick 2 sent)" commit
record volume-stop-geo-replication 1 volume stop sent

# No answer to a change.
"$lab" freeze-node 2
record volume-set-timed-out 1 --timeout=3 volume set single user.note late
"$lab" thaw-node 2
echo "recorded $(grep -c '^error-' "$folder/index.tsv") answers"
