#!/bin/bash
# Compares the generation of a volume, moves it on and runs one gluster command on it: one unit on the host that runs it, so that a command that
# was long on its way finds the generation moved and does nothing.
#
# Moved on before the command and not after it: a rebalance start takes gluster ten seconds, in which others would still pass the comparison; and
# a node whose rebalance ends while glusterd sets an option is called failed for good.
#
# Arguments: GENERATIONS VALUE SECONDS VOLUME PROGRAM [OPTION ...] -- [ARGUMENT ...]
#   GENERATIONS  what it may be now, with commas between; 0 stands for none
#   VALUE        what it becomes; where it is that already, this unit was here before and gluster was busy
#   SECONDS      how long each of the questions around the command may take
#   OPTION       options of the program for all questions; ARGUMENT: the command itself
#
# Prints what the command prints, or what kept it from being run, and after it a line that tells what became of the generation (see FencedOutcome).
set -u
option=user.glusterengine.generation
expected=$1 value=$2 seconds=$3 volume=$4
shift 4
program=()
while [[ $1 != -- ]]; do
  program+=("$1")
  shift
done
shift

ask() { "${program[@]}" "--timeout=$seconds" "$@"; }
# finish CODE ANSWER STATE...
finish() {
  printf '%s\nglusterengine-fence: %s\n' "$2" "${*:3}"
  exit "$1"
}

exec 3< <(ask pool list 2>/dev/null)
description=$(ask volume info "$volume")
code=$?
[[ $description == *'<opRet>0</opRet>'* ]] || finish "$code" "$description" blind
found=0
pattern="<name>$option</name>[[:space:]]*<value>([^<]*)</value>"
[[ $description =~ $pattern ]] && found=${BASH_REMATCH[1]}
[[ ,$expected,$value, == *",$found,"* ]] || finish 0 '' moved "$found"

# An option that is set while a peer is away makes that peer restart its bricks when it comes back.
peers=$(cat <&3)
state="unstamped $found"
if [[ $found == "$value" ]]; then
  state="stamped $value"
elif [[ $peers == *'<opRet>0</opRet>'* && $peers != *'<connected>0</connected>'* ]]; then
  answer=$(ask volume set "$volume" "$option" "$value")
  code=$?
  case $answer in
    *'<opRet>0</opRet>'*) state="stamped $value" ;;
    *'<opErrno>30802</opErrno>'*) finish "$code" "$answer" unstamped "$found" ;;
    *) state=unsure ;;
  esac
fi

answer=$("${program[@]}" "$@")
finish "$?" "$answer" "$state"
