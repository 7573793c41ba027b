#!/usr/bin/env bash
# Records how real rebalances and migrations get on, for the back-test of the estimates of their ends: tests/fixtures/gluster/VERSION/runs/*.csv,
# a row per node and poll until the task is over. Nothing in that folder is written by hand.
#
# The header tells, per brick that has files at the start: its node, whether it leaves, and the inodes and bytes that a file system of its
# own would report as used. The bricks of the lab share one file system, so they are counted here.
#
#   record-runs.sh             all runs
#   record-runs.sh NAME..      some of them
#
# Needs what gluster-lab.sh needs; takes half an hour. FAST=1 takes 10 s off each.
set -euo pipefail

export LAB=${LAB:-/tmp/lr} NET=${NET:-127.1.6}
here=$(dirname "$(readlink -f "$0")")
lab=$here/gluster-lab.sh
version=$(gluster --version | sed -n '1s/^glusterfs \([0-9.]*\).*/\1/p')
folder=$here/../tests/fixtures/gluster/$version/runs
readonly here lab version folder
poll=3

say() {
  echo "record-runs: $*" >&2
}

# begin KIND NODE..: a pool of that many nodes as are used at most, and volume "v" of the kind on the given ones, mounted.
begin() {
  local kind=$1
  shift
  "$lab" down
  "$lab" up "$nodes" >/dev/null
  "$lab" vol "$kind" v "$@" >/dev/null
  "$lab" mount v
}

# fill DIRECTORY COUNT BYTES: files of that size in a directory of the volume.
fill() {
  mkdir -p "$LAB/mnt/v/$1"
  "$lab" fill v "$2" "$3" "$1/f"
}

# The writes of the bricks take so long from now on.
slow() {
  umount "$LAB/mnt/v"
  "$lab" slow v "$1"
  sleep 4
}

uuid() {
  "$lab" sh "$1" sed -n 's/^UUID=//p' /var/lib/glusterd/glusterd.info
}

# header TEXT LEAVING NODE..: what is on the bricks of the nodes, of which one may leave.
header() {
  local text=$1 leaving=$2 node brick stays used
  shift 2
  printf '# run: %s\n# gluster: %s\n' "$text" "$version"
  for node in "$@"; do
    for brick in "$LAB/$node"/bricks/*; do
      stays=stays
      [ "$node" != "$leaving" ] || stays=leaves
      used=$(find "$brick" -printf '%i %b\n' | sort -u | awk '{ n += 1; b += $2 * 512 } END { print n "," b }')
      printf '# brick: %s,%s,%s\n' "$(uuid "$node")" "$stays" "$used"
    done
  done
  echo 'seconds,peer,status,files,bytes,scanned,failed,skipped,run_time'
}

# watch NAME STATUS..: a row per node and poll until no node works any more.
watch() {
  local start now
  start=$(date +%s.%N)
  while :; do
    now=$(date +%s.%N)
    "$lab" xml 1 volume "$@" >"$LAB/status.xml" || true
    perl -0777 -ne '
      BEGIN { $seconds = sprintf "%.1f", $ARGV[0] - $ARGV[1]; splice @ARGV, 0, 2 }
      s/<aggregate>.*//s;
      while (m{<node>(.*?)</node>}sg) {
        my $node = $1;
        my %v = $node =~ m{<(\w+)>([^<]*)</\1>}g;
        push @rows, join ",", $seconds, @v{qw(id status files size lookups failures skipped runtime)};
      }
      print map { "$_\n" } sort @rows;
    ' "$now" "$start" "$LAB/status.xml"
    if grep -q '<aggregate>' "$LAB/status.xml" && ! sed '/<aggregate>/,$d' "$LAB/status.xml" | grep -q '<status>1<'; then break; fi
    sleep "$poll"
  done
}

rebalance() {
  "$lab" cli 1 volume rebalance v start >/dev/null
  watch rebalance v status
}

remove_brick() {
  local brick=$1
  "$lab" cli 1 volume remove-brick v "$brick" start >/dev/null
  watch remove-brick v "$brick" status
}

run_small_files() {
  nodes=3
  begin dist 1 2
  fill a 7000 4000
  umount "$LAB/mnt/v"
  "$lab" cli 1 volume add-brick v "$("$lab" brick 3 v)" force >/dev/null
  header 'rebalance of small files from two bricks to three' '' 1 2 3
  rebalance
}

run_slow_disks() {
  nodes=3
  begin dist 1 2
  fill a 900 10000
  slow 150000
  "$lab" cli 1 volume add-brick v "$("$lab" brick 3 v)" force >/dev/null
  header 'rebalance of few files on slow disks' '' 1 2 3
  rebalance
}

run_many_folders() {
  nodes=3
  begin dist 1 2
  for i in $(seq 60); do fill "d$i/e$i" 60 6000; done
  slow 25000
  "$lab" cli 1 volume add-brick v "$("$lab" brick 3 v)" force >/dev/null
  header 'rebalance of sixty folders of small files' '' 1 2 3
  rebalance
}

run_uneven_nodes() {
  nodes=3
  begin one 1
  fill a 2200 20000
  slow 60000
  "$lab" cli 1 volume add-brick v "$("$lab" brick 2 v)" "$("$lab" brick 3 v)" force >/dev/null
  header 'rebalance of one full brick to three' '' 1 2 3
  rebalance
}

run_mixed_sizes() {
  nodes=3
  begin dist 1 2
  fill a 1500 4000
  fill b 60 12000000
  fill c 1500 4000
  slow 15000
  "$lab" cli 1 volume add-brick v "$("$lab" brick 3 v)" force >/dev/null
  header 'rebalance of small and large files' '' 1 2 3
  rebalance
}

run_leave_small() {
  nodes=3
  begin dist 1 2 3
  fill a 3600 4000
  slow 50000
  header 'migration of small files off one of three bricks' 3 1 2 3
  remove_brick "$("$lab" brick 3 v)"
}

run_leave_mixed() {
  nodes=3
  begin dist 1 2 3
  fill a 1200 4000
  fill b 60 15000000
  fill c 1200 4000
  slow 25000
  header 'migration of small and large files off one of three bricks' 3 1 2 3
  remove_brick "$("$lab" brick 3 v)"
}

run_leave_folders() {
  nodes=2
  begin dist 1 2
  for i in $(seq 40); do fill "d$i" 100 8000; done
  slow 40000
  header 'migration of forty folders off one of two bricks' 2 1 2
  remove_brick "$("$lab" brick 2 v)"
}

trap '"$lab" down' EXIT
mkdir -p "$folder"
[ $# -gt 0 ] || set -- small-files slow-disks many-folders uneven-nodes mixed-sizes leave-small leave-mixed leave-folders
for name in "$@"; do
  say "$name"
  "run_${name//-/_}" >"$LAB.csv"
  mv "$LAB.csv" "$folder/$name.csv"
  say "$name: $(tail -n 1 "$folder/$name.csv" | cut -d, -f1) s"
done
