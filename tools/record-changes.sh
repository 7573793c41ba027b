#!/usr/bin/env bash
# Records what the installed gluster really answers to short changes of volumes, bricks and the pool, beside what tools/record-fixtures.sh records: from a lab of its
# own, as tests/fixtures/gluster/VERSION/change-*.xml|*.txt, with their rows in index.tsv. Nothing of it is written by hand.
#
# Needs what gluster-lab.sh needs; takes about a minute. Record with the default LAB: it is part of the answers.
set -euo pipefail

export LAB=${LAB:-/tmp/lc} NET=${NET:-127.1.6} FAST=1
here=$(dirname "$(readlink -f "$0")")
lab=$here/gluster-lab.sh
folder=$here/../tests/fixtures/gluster/$(gluster --version | sed -n '1s/^glusterfs \([0-9.]*\).*/\1/p')
readonly here lab folder

# record FILE NODE ARGUMENT..: runs gluster there and keeps what it says.
record() {
  local name=change-$1 node=$2 code=0 stream=stdout text kind=txt
  shift 2
  "$lab" xml "$node" "$@" >"$LAB/stdout" 2>"$LAB/stderr" || code=$?
  [ -s "$LAB/stdout" ] || stream=stderr
  text=$(cat "$LAB/$stream")
  [[ $text != '<?xml'* ]] || kind=xml
  printf '%s\n' "$text" >"$folder/$name.$kind"
  printf '%s\t%s\t%s\t%s\t%s\n' "$name.$kind" "$code" "$stream" "$node" "$*" >>"$folder/index.tsv"
}

trap '"$lab" down' EXIT
"$lab" down
"$lab" up 3 >/dev/null
rm -f "$folder"/change-*
sed -i '/^change-/d' "$folder/index.tsv"
brick() { "$lab" brick "$@"; }

# Volumes come, are started and stopped, and go.
record create 1 volume create v replica 3 "$(brick 1 v)" "$(brick 2 v)" "$(brick 3 v)" force
record create-exists 1 volume create v replica 3 "$(brick 1 w)" "$(brick 2 w)" "$(brick 3 w)" force
record create-brick-in-use 1 volume create w replica 3 "$(brick 1 v)" "$(brick 2 v)" "$(brick 3 v)" force
record create-root-partition 1 volume create w replica 3 "$(brick 1 w)" "$(brick 2 w)" "$(brick 3 w)"
record start 1 volume start v
record start-started 1 volume start v
record start-force 1 volume start v force
record start-unknown 1 volume start nosuch
record delete-started 1 volume delete v
record stop 1 volume stop v
record stop-stopped 1 volume stop v
record start-again 1 volume start v
sleep 4

# What a brick tells of its process.
record status-clients 1 volume status v "$(brick 2 v)" clients
record status-mem 1 volume status v "$(brick 2 v)" mem
record status-mem-no-brick 1 volume status v "$NET.1:/nope" mem

# Profiles.
record profile-info-off 1 volume profile v info
record profile-stop-off 1 volume profile v stop
record profile-start 1 volume profile v start
record profile-start-on 1 volume profile v start
"$lab" mount v
"$lab" fill v 5 1000
"$lab" umount v
record profile-info 2 volume profile v info
record profile-stop 1 volume profile v stop
record profile-start-unknown 1 volume profile nosuch start

# Options, all together.
record reset-all 1 volume reset v
record reset-all-force 1 volume reset v force
record reset-all-unknown 1 volume reset nosuch

# Bricks.
record add-brick-wrong-count 1 volume add-brick v "$(brick 1 more)" force
record add-brick-in-use 1 volume add-brick v replica 4 "$(brick 1 v)" force
record add-brick-copies 1 volume add-brick v replica 4 "$(brick 1 more)" force
record replace-brick 1 volume replace-brick v "$(brick 1 v)" "$(brick 1 next)" commit force
record replace-brick-gone 1 volume replace-brick v "$(brick 1 v)" "$(brick 1 last)" commit force
record reset-brick-start 1 volume reset-brick v "$(brick 2 v)" start
record reset-brick-commit 1 volume reset-brick v "$(brick 2 v)" "$(brick 2 v)" commit force
record reset-brick-none 1 volume reset-brick v "$NET.1:/nope" start
record remove-brick-force 1 volume remove-brick v replica 3 "$(brick 1 more)" force
record remove-brick-force-none 1 volume remove-brick v replica 2 "$NET.1:/nope" force
record stop-force 1 volume stop v force
record delete 1 volume delete v
record delete-unknown 1 volume delete v

# The pool.
for node in 4 5 6; do "$lab" start-node "$node"; done
"$lab" cli 5 peer probe "$NET.6" >/dev/null
record probe-self 1 peer probe "$NET.1"
record probe-peer 1 peer probe "$NET.2"
record probe-other-pool 1 peer probe "$NET.5"
record probe-nobody 1 peer probe nosuchhost
record probe 1 peer probe "$NET.4"
sleep 2
"$lab" vol dist held 1 4 >/dev/null
record detach-with-bricks 1 peer detach "$NET.4"
record detach-with-bricks-force 1 peer detach "$NET.4" force
"$lab" cli 1 volume stop held >/dev/null
"$lab" cli 1 volume delete held >/dev/null
record detach-stranger 1 peer detach nosuchhost
"$lab" kill-glusterd 3
sleep 1
record detach-peer-down 1 peer detach "$NET.4"
record detach-force 1 peer detach "$NET.4" force
"$lab" start-glusterd 3
echo "recorded $(grep -c '^change-' "$folder/index.tsv") answers"
