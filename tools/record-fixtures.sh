#!/usr/bin/env bash
# Records what the installed gluster really answers, for the parser tests: tests/fixtures/gluster/VERSION/*.xml|*.txt and
# index.tsv (file, exit code, stream, node asked, arguments). Nothing in that folder is written by hand.
#
# Needs what gluster-lab.sh needs; takes about five minutes, FAST=1 three. Record with the default LAB: it is part of the answers.
set -euo pipefail

export LAB=${LAB:-/tmp/lv} NET=${NET:-127.1.5}
here=$(dirname "$(readlink -f "$0")")
lab=$here/gluster-lab.sh
version=$(gluster --version | sed -n '1s/^glusterfs \([0-9.]*\).*/\1/p')
folder=$here/../tests/fixtures/gluster/$version
readonly here lab version folder
declare -A recorded=()

# record FILE NODE ARGUMENT..: runs gluster there and keeps what it says.
record() {
  local name=$1 node=$2 code=0 stream=stdout text kind=txt
  shift 2
  [ -z "${recorded[$name]:-}" ] || {
    echo "$name is recorded twice" >&2
    exit 1
  }
  recorded[$name]=1
  "$lab" xml "$node" "$@" >"$LAB/stdout" 2>"$LAB/stderr" || code=$?
  [ -s "$LAB/stdout" ] || stream=stderr
  text=$(cat "$LAB/$stream")
  [[ $text != '<?xml'* ]] || kind=xml
  printf '%s\n' "$text" >"$folder/$name.$kind"
  printf '%s\t%s\t%s\t%s\t%s\n' "$name.$kind" "$code" "$stream" "$node" "$*" >>"$folder/index.tsv"
}

# The same, but asked again while another transaction still holds the volume.
record_unlocked() {
  local name=$1
  shift
  while :; do
    record "$name" "$@"
    grep -qs '<opErrno>30802<' "$folder/$name.xml" || return 0
    unset "recorded[$name]"
    sed -i '$d' "$folder/index.tsv"
    sleep 1
  done
}

quietly() {
  "$@" >/dev/null 2>&1
}

await_end() {
  while "$lab" xml 1 volume status "$1" tasks | grep -qE '<status>1<|30802'; do sleep 0.5; done
}

await_start() {
  until "$lab" xml 1 volume rebalance "$1" status | grep -qE '<files>[1-9]'; do sleep 0.5; done
}

fill() {
  "$lab" mount "$1"
  "$lab" fill "$@"
  "$lab" umount "$1"
}

trap '"$lab" down' EXIT
"$lab" down
quietly "$lab" up 3
rm -rf "$folder"
mkdir -p "$folder"
b2=$("$lab" brick 2 data) b3=$("$lab" brick 3 data)

# An empty pool.
record volume-info-none 1 volume info
record task-list-no-volumes 1 volume status all tasks
record pool-list 1 pool list

# Volumes of each kind; "data" has files on two bricks, writes slowly and has just got a third brick.
quietly "$lab" vol dist data 1 2
quietly fill data 300 1000
quietly "$lab" slow data 150000
for kind in rep3 distrep arb disp; do quietly "$lab" vol "$kind" "$kind"; done
NOSTART=1 quietly "$lab" vol one single 1
quietly "$lab" cli 1 volume set data user.note 'a <b> & "c"; d=e'
quietly "$lab" cli 1 volume add-brick data "$b3" force
sleep 4
record volume-info-dist 1 volume info data
record volume-info-rep3 1 volume info rep3
record volume-info-distrep 1 volume info distrep
record volume-info-arb 1 volume info arb
record volume-info-disp 1 volume info disp
record volume-info-created 1 volume info single
record volume-info-all 1 volume info
record volume-info-unknown 1 volume info nosuch
record volume-status-detail 1 volume status data detail
record volume-status-detail-not-started 1 volume status single detail
record volume-status-detail-unknown 1 volume status nosuch detail
record task-list-idle 1 volume status all tasks
record task-list-one-idle 1 volume status data tasks
record task-list-not-started 1 volume status single tasks
record task-list-unknown 1 volume status nosuch tasks

# What has no task, or can have none.
record rebalance-status-not-started 1 volume rebalance data status
record rebalance-stop-not-started 1 volume rebalance data stop
record rebalance-start-unknown 1 volume rebalance nosuch start
record rebalance-status-unknown 1 volume rebalance nosuch status
record rebalance-start-not-distributed 1 volume rebalance rep3 start
record rebalance-status-not-distributed 1 volume rebalance rep3 status
quietly "$lab" vol dist halted
quietly "$lab" cli 1 volume stop halted
record volume-info-stopped 1 volume info halted
record rebalance-start-stopped-volume 1 volume rebalance halted start
record rebalance-status-stopped-volume 1 volume rebalance halted status
record remove-brick-status-not-started 1 volume remove-brick data "$b3" status
record remove-brick-stop-not-started 1 volume remove-brick data "$b3" stop
record remove-brick-commit-not-decommissioned 1 volume remove-brick data "$b3" commit

# Options and heals.
record volume-set 1 volume set data cluster.rebal-throttle lazy
record volume-set-bad-throttle 1 volume set data cluster.rebal-throttle silly
record volume-set-unknown-option 1 volume set data bogus.option on
record volume-set-unknown 1 volume set nosuch cluster.rebal-throttle lazy
record volume-reset 1 volume reset data cluster.rebal-throttle
record volume-reset-user-option 1 volume reset data user.note
record volume-reset-unknown 1 volume reset nosuch cluster.rebal-throttle
record heal-count 1 volume heal rep3 statistics heal-count
record heal-count-not-replicated 1 volume heal data statistics heal-count
record heal-count-dispersed 1 volume heal disp statistics heal-count
record heal-count-not-started 1 volume heal halted statistics heal-count
record heal-count-unknown 1 volume heal nosuch statistics heal-count

# A rebalance from start to stop.
record rebalance-start 1 volume rebalance data start
await_start data
record rebalance-status-running 1 volume rebalance data status
record rebalance-status-running-asked-elsewhere 3 volume rebalance data status
record task-list-running 1 volume status all tasks
record task-list-one-running 1 volume status data tasks
record rebalance-start-already-started 1 volume rebalance data start
record volume-stop-task-running 1 volume stop data
record add-brick-task-running 1 volume add-brick data "$("$lab" brick 3 more)" force
record rebalance-stop 1 volume rebalance data stop
record task-list-after-stop 1 volume status data tasks
record rebalance-status-after-stop 1 volume rebalance data status
sleep 3

# A volume whose lock is held is left out of the list: a status that waits for a stopped process holds it.
quietly "$lab" cli 1 volume rebalance data start force
await_start data
"$lab" stop-rebal-proc 1 data
record rebalance-status-timed-out 1 --timeout=2 volume rebalance data status
record task-list-volume-locked 1 volume status all tasks
record task-list-one-locked 1 volume status data tasks
record rebalance-start-locked 1 volume rebalance data start
record rebalance-stop-locked 1 volume rebalance data stop
record volume-set-locked 1 volume set data cluster.rebal-throttle lazy
"$lab" cont-rebal-proc 1 data
sleep 2

# A node leaves in the middle.
"$lab" kill-node 2
sleep 1
record_unlocked rebalance-status-node-missing 1 volume rebalance data status
record_unlocked task-list-node-missing 1 volume status all tasks
record pool-list-one-down 1 pool list
record volume-status-detail-node-down 1 volume status rep3 detail
record heal-count-node-down 1 volume heal rep3 statistics heal-count
record volume-delete-node-down 1 volume delete single
quietly "$lab" start-node 2
sleep 5
await_end data
record rebalance-status-after-power-cut 1 volume rebalance data status
record task-list-after-power-cut 1 volume status data tasks
quietly "$lab" cli 1 volume rebalance data stop || true
sleep 2

# A rebalance that dies on one node, and one that completes.
quietly "$lab" cli 1 volume rebalance data start force
await_start data
# glusterd looks for the process when its connection closes, and believes it alive while it is not reaped: let it look later.
"$lab" kill-glusterd 1 STOP
kill -KILL "$("$lab" rebal-pid 1 data)"
sleep 1
"$lab" kill-glusterd 1 CONT
await_end data
record rebalance-status-failed 1 volume rebalance data status
record task-list-failed 1 volume status data tasks
quietly "$lab" cli 1 volume rebalance data start force
await_end data
record rebalance-status-completed 1 volume rebalance data status
record task-list-completed 1 volume status all tasks
record rebalance-stop-completed 1 volume rebalance data stop
record rebalance-fix-layout-start 1 volume rebalance data fix-layout start
await_end data
record rebalance-status-fix-layout 1 volume rebalance data status
record task-list-fix-layout 1 volume status data tasks

# A finished rebalance whose entry a replaced brick resets.
quietly "$lab" cli 1 volume rebalance distrep start
await_end distrep
quietly "$lab" cli 1 volume replace-brick distrep "$("$lab" brick 1 distrep)" "$("$lab" brick 1 distrep-new)" commit force
record rebalance-status-replaced-brick 1 volume rebalance distrep status
record task-list-replaced-brick 1 volume status distrep tasks

# With replicas the other nodes go on when one leaves; its row is missing while the rest is in progress.
quietly "$lab" vol rep3 copies
sleep 3
quietly fill copies 200 1000
quietly "$lab" slow copies 150000
sleep 4
quietly "$lab" cli 1 volume add-brick copies "$("$lab" brick 1 copies-b)" "$("$lab" brick 2 copies-b)" "$("$lab" brick 3 copies-b)" force
sleep 3
quietly "$lab" cli 1 volume rebalance copies start force
await_start copies
"$lab" kill-node 3
sleep 1
record_unlocked rebalance-status-running-node-missing 1 volume rebalance copies status
record_unlocked task-list-running-node-missing 1 volume status copies tasks
quietly "$lab" start-node 3
sleep 5
await_end copies
quietly "$lab" cli 1 volume rebalance copies stop || true

# Removing a brick.
record remove-brick-start-unknown-brick 1 volume remove-brick data "$NET.3:/nope" start
record remove-brick-start-unknown-volume 1 volume remove-brick nosuch "$b3" start
record remove-brick-start-all-bricks 1 volume remove-brick data "$("$lab" brick 1 data)" "$b2" "$b3" start
record remove-brick-start-wrong-count 1 volume remove-brick distrep "$("$lab" brick 2 distrep)" "$("$lab" brick 3 distrep)" start
record remove-brick-start-two-sets 1 volume remove-brick distrep "$("$lab" brick 2 distrep)" "$("$lab" brick 3 distrep)" "$("$lab" brick 2 distrep-b)" start
record remove-brick-start-reducing-replica 1 volume remove-brick rep3 replica 2 "$("$lab" brick 3 rep3)" start
record remove-brick-start-part-of-replica 1 volume remove-brick distrep replica 2 "$("$lab" brick 3 distrep)" start
record remove-brick-start 1 volume remove-brick data "$b3" start
record remove-brick-status-running 1 volume remove-brick data "$b3" status
record task-list-remove-brick-running 1 volume status all tasks
record remove-brick-commit-running 1 volume remove-brick data "$b3" commit
record remove-brick-commit-running-asked-there 3 volume remove-brick data "$b3" commit
record rebalance-start-remove-brick-pending 1 volume rebalance data start
record rebalance-status-remove-brick-pending 1 volume rebalance data status
record rebalance-stop-remove-brick-pending 1 volume rebalance data stop
record remove-brick-start-pending 1 volume remove-brick data "$b2" start
record remove-brick-status-other-brick 1 volume remove-brick data "$b2" status
record remove-brick-commit-other-brick 1 volume remove-brick data "$b2" commit
record remove-brick-stop 1 volume remove-brick data "$b3" stop
sleep 3
quietly "$lab" cli 1 volume remove-brick data "$b3" start
await_end data
record remove-brick-status-completed 1 volume remove-brick data "$b3" status
record task-list-remove-brick-completed 1 volume status data tasks
"$lab" kill-node 3
sleep 1
record remove-brick-commit-node-down 1 volume remove-brick data "$b3" commit
record task-list-remove-brick-node-down 1 volume status data tasks
quietly "$lab" start-node 3
sleep 5
record remove-brick-commit 1 volume remove-brick data "$b3" commit
record task-list-after-commit 1 volume status data tasks

# A migration that runs out of room: completed, with failures.
"$lab" sh 2 mkdir -p "$LAB/2/bricks/tiny"
"$lab" sh 2 mount -t tmpfs -o size=3m tmpfs "$LAB/2/bricks/tiny"
"$lab" sh 2 mkdir "$LAB/2/bricks/tiny/brick"
quietly "$lab" cli 1 volume create tiny "$("$lab" brick 1 tiny)" "$("$lab" brick 2 tiny)/brick" force
quietly "$lab" cli 1 volume start tiny
sleep 3
quietly "$lab" mount tiny
quietly "$lab" fill tiny 60 100000 || true
quietly "$lab" umount tiny
quietly "$lab" cli 1 volume remove-brick tiny "$("$lab" brick 1 tiny)" start
await_end tiny
record remove-brick-status-failures 1 volume remove-brick tiny "$("$lab" brick 1 tiny)" status
record task-list-remove-brick-failures 1 volume status tiny tasks
record remove-brick-commit-failures 1 volume remove-brick tiny "$("$lab" brick 1 tiny)" commit
quietly "$lab" cli 1 volume remove-brick tiny "$("$lab" brick 1 tiny)" stop

# A dead brick.
"$lab" kill-brick 2 rep3
sleep 1
record volume-status-detail-brick-down 1 volume status rep3 detail

# What the CLI refuses before it speaks to glusterd.
record bad-rebalance-usage 1 volume rebalance
record bad-word 1 bogus
record bad-fix-layout-force 1 volume rebalance data fix-layout start force
record bad-brick 1 volume remove-brick data nocolon start
record bad-duplicate-bricks 1 volume remove-brick data "$b2" "$b2" start
record peer-detach-with-bricks 1 peer detach "$NET.3"

# Too few servers.
quietly "$lab" cli 1 volume set distrep cluster.server-quorum-type server
"$lab" kill-node 2
"$lab" kill-node 3
sleep 2
record rebalance-start-quorum-lost 1 volume rebalance distrep start
record task-list-quorum-lost 1 volume status all tasks
quietly "$lab" start-node 2
quietly "$lab" start-node 3
sleep 3

# No answer.
"$lab" freeze-node 2
record task-list-timed-out 1 --timeout=3 volume status all tasks
"$lab" thaw-node 2
"$lab" kill-glusterd 1
record glusterd-down 1 volume rebalance data start
echo "recorded $(wc -l <"$folder/index.tsv") answers of gluster $version"
