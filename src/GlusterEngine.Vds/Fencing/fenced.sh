#!/bin/bash
# Compares the generation of a volume, moves it on and runs one gluster command on it: one unit on the host that runs it, so that a command that
# was long on its way finds the generation moved and does nothing.
#
# Moved on before the command and not after it: a rebalance start takes gluster ten seconds, in which others would still pass the comparison; and
# a node whose rebalance ends while glusterd sets an option is called failed for good.
#
# Arguments: GENERATIONS VALUE SECONDS VOLUME PROGRAM [OPTION ...] -- [ARGUMENT ...]
#   GENERATIONS  what it may be now, with commas between; 0 stands for none
#   VALUE        what it becomes
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

# look: sets found, or fails with the answer in description.
look() {
  description=$(ask volume info "$volume")
  code=$?
  [[ $description == *'<opRet>0</opRet>'* ]] || return 1
  found=0
  local pattern="<name>$option</name>[[:space:]]*<value>([^<]*)</value>"
  [[ $description =~ $pattern ]] && found=${BASH_REMATCH[1]}
  return 0
}
is_expected() { [[ ,$expected, == *",$found,"* ]]; }

exec 3< <(ask pool list 2>/dev/null)
look || finish "$code" "$description" blind
is_expected || finish 0 '' moved "$found"

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
    *'<opErrno>30802</opErrno>'* | *'Another transaction is in progress'* | *'Locking failed on'*) finish "$code" "$answer" unstamped "$found" ;;
    *'<opRet>-1</opRet>'*)
      # Refused, perhaps by one peer alone. A stop must be possible all the same, if nobody else was here meanwhile.
      look || finish "$code" "$description" unsure
      if [[ $found == "$value" ]]; then
        state="stamped $value"
      else
        is_expected || finish 0 '' moved "$found"
        state="unstamped $found"
      fi
      ;;
    *) finish "$code" "$answer" unsure ;;
  esac
fi

answer=$("${program[@]}" "$@")
finish "$?" "$answer" "$state"
