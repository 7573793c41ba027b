#!/bin/sh
# glusterengine-ssh-guard, for hosts that GlusterEngine reaches by ssh. Installed as the forced command of the engine's key,
#
#   restrict,command="/usr/local/sbin/glusterengine-ssh-guard" ssh-ed25519 AAAA... glusterengine
#
# it does what the engine needs and nothing else: the gluster commands in is_allowed below, a look at what lies on a brick, one at glusterd's history, and
# gluster's hooks.
#
# That spares the host a shell and gluster's other commands. It does not make the key harmless, since what the engine does to a pool is enough to take it over:
# whoever has the key can create a volume whose brick is any folder ("volume create x HOST:/root/x force"), start it, mount it and write there as root, and can
# delete or empty what volumes there are. Guard it like a key of root on every node of the pool.
#
# The text that ssh is given as command says only whether to go on as root by sudo ("glusterengine-ssh-guard sudo"); the request comes on standard input, one
# value a line, and no value is ever read by a shell:
#
#   glusterengine-ssh 2     version of these lines
#   run                     or fenced, scan, history, hook, hold
#   123                     seconds after which what was begun is killed
#   120                     seconds of gluster's own --timeout
#   3                       number of values
#   volume
#   info
#   data
#   end
#
# fenced has six values before the command: the generations that the volume may have, with commas between; the next one; the seconds of a question; the
# volume; its id or an empty line; and whole, or an empty line where not all peers have to be connected.
#
# Answers "glusterengine-ssh 2 ready", and begins only once "go" was sent: an engine that did not say it knows that nothing has happened. (It says so at once
# when nothing would be changed.) What the command prints is followed by an empty line and "glusterengine-ssh 2 ended CODE". Or answers "glusterengine-ssh 2
# refused REASON" and ends.
#
# hold keeps the connection: each line comes back, until standard input ends.
#
# Hooks can be listed, read, enabled, disabled and deleted. To let the engine write them too, which gives its key what root may do, create an empty file beside
# this one, with .hooks appended to its name.
#
# For sudo let the account run this file as root: glusterengine ALL=(root) NOPASSWD: /usr/local/sbin/glusterengine-ssh-guard
set -uf
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
me='glusterengine-ssh 2'

refuse() {
  printf '%s refused %s\n' "$me" "$1"
  exit 100
}

finish() {
  printf '\n%s ended %s\n' "$me" "$1"
  exit 0
}

next() {
  IFS= read -r line || refuse 'The request ended before its last line.'
}

next_number() {
  next
  case $line in '' | *[!0-9]* | ???????* | 0?*) refuse "'$line' is no number." ;; esac
}

# A name or an address, as the engine takes them.
is_peer() {
  case $1 in '' | -* | *[!0-9A-Za-z._:-]*) false ;; esac
}

# What the engine says to gluster and no more: $* is what stands behind the name of a volume. Whether names and values make sense is for gluster to tell.
is_allowed() {
  case "${1-} ${2-}" in
    'pool list') [ $# = 2 ] ;;
    'peer probe') [ $# = 3 ] && is_peer "$3" ;;
    'peer detach') { [ $# = 3 ] || [ "$*" = "peer detach ${3-} force" ]; } && is_peer "${3-}" ;;
    'volume info') [ $# -le 3 ] ;;
    'volume '?*)
      [ $# -gt 2 ] || return 1
      verb=$2 volume_name=$3
      shift 3
      case "$verb $*" in
        'status tasks') return 0 ;;
        'start ' | 'start force' | 'stop ' | 'stop force' | 'delete ' | 'create '?* | 'add-brick '?* | 'set '?*' '?* | 'reset '*) ;;
        'remove-brick '?*' start' | 'remove-brick '?*' status' | 'remove-brick '?*' stop' | 'remove-brick '?*' commit' | 'remove-brick '?*' force') ;;
        'replace-brick '?*' commit force' | 'reset-brick '?*' start' | 'reset-brick '?*' commit force') ;;
        'rebalance start' | 'rebalance start force' | 'rebalance fix-layout start' | 'rebalance fix-layout start force' | 'rebalance status' | 'rebalance stop') ;;
        'status detail' | 'status '?*' clients' | 'status '?*' mem' | 'heal statistics heal-count') ;;
        'profile start' | 'profile stop' | 'profile info' | 'profile info nfs') ;;
        *) false ;;
      esac && [ "$volume_name" != all ]
      ;;
    *) false ;;
  esac
}

# Gluster takes what begins with "--" for an option wherever it stands, --log-file=PATH for instance.
check() {
  is_allowed "$@" || refuse "gluster ${1-} ${2-} is none of the commands that this key may run."
  for word; do
    case $word in --*) refuse "'$word' would be read as an option." ;; esac
  done
}

# What becomes part of a path is checked here, though the engine has done so before.
check_hook() {
  case ${1-} in
    list) [ $# = 1 ] ;;
    read | enable | disable | remove) [ $# = 4 ] ;;
    update) [ $# = 6 ] ;;
    add) [ $# = 7 ] ;;
    *) false ;;
  esac || refuse "'${1-}' with $(($# - 1)) values is nothing that is done with hooks."
  [ $# -gt 1 ] || return 0
  case $2 in '' | [!a-z]* | *[!a-z0-9-]*) refuse "'$2' is no command that has hooks." ;; esac
  case $3 in pre | post) ;; *) refuse "'$3' is neither pre nor post." ;; esac
  case $4 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) refuse "'$4' is no name of a hook." ;; esac
  { [ ${#2} -le 63 ] && [ ${#4} -le 200 ]; } || refuse 'The name of the hook is too long.'
  [ $# -gt 4 ] || return 0
  [ -e "$0.hooks" ] || refuse "A hook is a script that runs as root, so this key may write none. To allow it, create the file $0.hooks there."
  case $5 in *[!0-9a-f]*) refuse "'$5' is no checksum." ;; esac
  [ ${#5} = 64 ] || refuse "'$5' is no checksum."
  case $6 in *[!A-Za-z0-9+/=]*) refuse 'The content of the hook is not in base64.' ;; esac
  [ ${#6} -le 349528 ] || refuse 'The content of the hook is too large.'
  case ${7-S} in S | K) ;; *) refuse "'$7' is neither S nor K." ;; esac
}

hooks_script() {
  cat <<'END_OF_HOOKS'
@hooks.sh@
END_OF_HOOKS
}

fenced_script() {
  cat <<'END_OF_FENCED'
@fenced.sh@
END_OF_FENCED
}

scan_script() {
  cat <<'END_OF_SCAN'
@scan.sh@
END_OF_SCAN
}

case ${SSH_ORIGINAL_COMMAND-guard ${1-}} in
  *' sudo')
    [ "${1-}" = as-root ] || exec sudo -n -- "$0" as-root
    ;;
esac

next
[ "$line" = "$me" ] || refuse "This is the guard of '$me' and the engine speaks '$line': install the guard that comes with the engine."
next
mode=$line
next_number
seconds=$line
# For timeout(1) it means never.
[ "$seconds" != 0 ] || [ "$mode" = hold ] || refuse 'What is begun has to end: 0 seconds is no time for that.'
next_number
limit=$line
next_number
count=$line
set --
while [ "$count" -gt 0 ]; do
  next
  set -- "$@" "$line"
  count=$((count - 1))
done
next
[ "$line" = end ] || refuse 'The request has more values than it says.'

case $mode in
  hold)
    printf '%s ready\n' "$me"
    while IFS= read -r line; do printf '%s\n' "$line"; done
    exit 0
    ;;
  run) check "$@" ;;
  fenced)
    [ $# -gt 6 ] || refuse 'A change behind a fence has at least seven values.'
    expected=$1 value=$2 question=$3 volume=$4 id=$5 whole=$6
    shift 6
    case $expected in '' | *[!0-9,]*) refuse "'$expected' are no generations." ;; esac
    case $value$question in '' | *[!0-9]*) refuse "'$value' and '$question' are no numbers." ;; esac
    case ${#id},$id in 0, | 36,*) ;; *) refuse "'$id' is no id of a volume." ;; esac
    case $id in *[!0-9a-f-]*) refuse "'$id' is no id of a volume." ;; esac
    case $whole in '' | whole) ;; *) refuse "'$whole' is neither whole nor empty." ;; esac
    check volume info "$volume"
    check "$@"
    ;;
  scan)
    [ $# = 1 ] || refuse 'A look at a brick has one value.'
    case $1 in /*) ;; *) refuse "'$1' is no absolute path." ;; esac
    # The kernel shows trusted attributes to nobody else.
    [ "$(id -u)" = 0 ] || refuse 'Bricks can be looked at as root only: log in as root, or add the host with sudo.'
    command -v getfattr >/dev/null || refuse 'Looking at bricks needs the program getfattr: install the package attr.'
    ;;
  hook) check_hook "$@" ;;
  history) [ $# = 0 ] || refuse 'A look at the history has no value.' ;;
  *) refuse "There is no request '$mode'." ;;
esac

printf '%s ready\n' "$me"
next
[ "$line" = go ] || refuse "'$line' is not go."
exec </dev/null
case $mode in
  run) timeout --kill-after=2 "$seconds" gluster --mode=script --xml "--timeout=$limit" "$@" ;;
  fenced)
    timeout --kill-after=2 "$seconds" bash -c "$(fenced_script)" fenced.sh \
      "$expected" "$value" "$question" "$volume" "$id" "$whole" gluster --mode=script --xml -- "--timeout=$limit" "$@"
    ;;
  # All of it is killed where the search within it does not end.
  scan) timeout --kill-after=2 "$((seconds + 3))" sh -c "$(scan_script)" scan.sh "$1" "$seconds" ;;
  hook)
    printf '%s' "${6-}" | timeout --kill-after=2 "$seconds" sh -c "$(hooks_script)" hooks.sh \
      /var/lib/glusterd/hooks/1 "$1" "${2-}" "${3-}" "${4-}" "${5-}" "${7-}"
    ;;
  history) timeout --kill-after=2 "$seconds" tail -c 262144 /var/log/glusterfs/cmd_history.log ;;
esac
finish $?
