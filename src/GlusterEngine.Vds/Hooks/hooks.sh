# shellcheck shell=sh
# Part of glusterengine-ssh-guard: what it does with the hooks of gluster, the files COMMAND/{pre,post}/[SK]NAME in a folder.
#
#   hooks.sh FOLDER list
#   hooks.sh FOLDER read|enable|disable|remove COMMAND STAGE NAME
#   hooks.sh FOLDER add|update COMMAND STAGE NAME CHECKSUM [S|K]   with the content in base64 on standard input
#
# Prints "hook COMMAND/STAGE/[SK]NAME text|binary CHECKSUM" per hook, and what read reads in base64 in a line of its own. What is written comes to be under its
# name by renaming, so gluster never runs half a script. Ends with 20 when the folder cannot be seen, 21 when there is no such hook, 22 when there is one, 23 when
# it is too large, 24 when the content is not what it was to be, 25 when a link is in the way, else 1.
set -u
umask 077
cd -- "$1" 2>/dev/null || exit 20
action=$2 folder=$3/$4 on=$3/$4/S$5 off=$3/$4/K$5 checksum=$6 letter=$7
temporary=

checksum_of() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

describe() {
  if [ "$(head -c 8192 <"$1" | wc -c)" = "$(head -c 8192 <"$1" | tr -d '\000' | wc -c)" ]; then type=text; else type=binary; fi
  printf 'hook %s %s %s\n' "$1" "$type" "$(checksum_of "$1")"
}

is_hook() {
  [ -f "$1" ] && [ ! -h "$1" ]
}

write() {
  temporary=$folder/.glusterengine-$$
  trap 'rm -f -- "$temporary"' EXIT
  base64 -d >"$temporary" || exit 1
  [ "$(checksum_of "$temporary")" = "$checksum" ] || exit 24
}

if [ "$action" = list ]; then
  find . -mindepth 3 -maxdepth 3 -type f -path './*/p*/[SK]*' | while IFS= read -r path; do
    case $path in *[!A-Za-z0-9./_-]*) continue ;; esac
    describe "${path#./}"
  done
  exit 0
fi

[ ! -h "${folder%/*}" ] && [ ! -h "$folder" ] || exit 25
if is_hook "$on"; then file=$on; elif is_hook "$off"; then file=$off; else file=; fi
case $action in
  add)
    [ -z "$file" ] && [ ! -e "$on" ] && [ ! -e "$off" ] && [ ! -h "$on" ] && [ ! -h "$off" ] || exit 22
    [ -d "$folder" ] || (umask 022 && mkdir -p -- "$folder") || exit 1
    write
    chmod 755 -- "$temporary" && mv -fT -- "$temporary" "$folder/$letter$5" || exit 1
    ;;
  remove) rm -f -- "$on" "$off" || exit 1 ;;
  *) [ -n "$file" ] || exit 21 ;;
esac
case $action in
  read)
    [ "$(wc -c <"$file")" -le 262144 ] || exit 23
    describe "$file"
    base64 -w 0 <"$file"
    echo
    ;;
  update)
    write
    chmod --reference="$file" -- "$temporary" && mv -fT -- "$temporary" "$file" || exit 1
    ;;
  enable) chmod a+x -- "$file" && { [ "$file" = "$on" ] || mv -fT -- "$off" "$on"; } || exit 1 ;;
  disable) [ "$file" = "$off" ] || mv -fT -- "$on" "$off" || exit 1 ;;
esac
