# shellcheck shell=sh
# Part of glusterengine-ssh-guard: a look at what lies in the folder of a brick.
#
#   scan.sh FOLDER SECONDS
#
# Prints "volume ID" with the id in the folder's attributes, a line "path RELATIVE" for each file, a hundred at most, then "files N", "bytes N" and "status N" with
# which the search ended, 124 or 137 when the time was up. Ends with 1, and prints no more than the first line, when the folder is not that of a brick.
set -uf
began=$(date +%s)
cd -- "$1" || exit 1
id=$(getfattr -h -e hex -n trusted.glusterfs.volume-id -- . 2>/dev/null | sed -n 's/^trusted.glusterfs.volume-id=0x\([0-9a-f]\{32\}\)$/\1/p')
printf 'volume %s\n' "$id"
# What lies in any other folder is none of the engine's business.
[ -n "$id" ] || exit 1
limit=$(($2 + began - $(date +%s)))
[ "$limit" -gt 0 ] || limit=1
# A pointer to the brick that has the file has nothing but the sticky bit and the name of the other subvolume.
{
  timeout --kill-after=2 "$limit" find . -mindepth 1 \
    -type d \( -path ./.glusterfs -o -path './.glusterfs-anonymous-inode*' \) -prune -o \
    -type d -o \
    -type f -perm 1000 -exec getfattr -h -n trusted.glusterfs.dht.linkto -- {} \; -o \
    -fprintf /dev/fd/3 '%s %P\0' 3>&1 >/dev/null 2>&1
  printf 'status %s\0' $?
} | tr '\n\0' '?\n' | awk '
  $1 == "status" { status = $2; next }
  { files++; bytes += $1; if (files <= 100) print "path " substr($0, index($0, " ") + 1) }
  END { printf "files %.0f\nbytes %.0f\nstatus %s\n", files, bytes, status }'
