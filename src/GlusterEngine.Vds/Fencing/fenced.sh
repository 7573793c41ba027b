#!/bin/bash
# Compares the generation of a volume, moves it on and runs one gluster command on it: one unit on the host that runs it, so that a command that
# was long on its way finds the generation moved and does nothing.
#
# Moved on before the command and not after it: a rebalance start takes gluster ten seconds, in which others would still pass the comparison; and
# a node whose rebalance ends while glusterd sets an option is called failed for good.
#
# Arguments: GENERATIONS VALUE SECONDS VOLUME ID WHOLE PROGRAM [OPTION ...] -- [ARGUMENT ...]
#   GENERATIONS  what it may be now, with commas between; 0 stands for none
#   VALUE        what it becomes
#   SECONDS      how long each of the questions around the command may take
#   ID           gluster's id of the volume: the generations of another one of its name say nothing here. Empty where it is not known
#   WHOLE        whole: the command is run only while all peers are connected; or empty
#   OPTION       options of the program for all questions; ARGUMENT: the command itself
#
# Prints what the command prints, or what kept it from being run, and after it a line that tells what became of the generation (see FencedOutcome).
set -u
option=user.glusterengine.generation
expected=$1 value=$2 seconds=$3 volume=$4 id=$5 whole=$6
shift 6
program=()
while [[ $1 != -- ]]; do
  program+=("$1")
  shift
done
shift

# In a subshell, whose place the program takes: one process less for each question.
ask() { exec "${program[@]}" "--timeout=$seconds" "$@"; }
# finish CODE ANSWER STATE...
finish() {
  printf '%s\nglusterengine-fence: %s\n' "$2" "${*:3}"
  exit "$1"
}

# look: sets found and peers, or fails with the answer in description.
look() {
  exec 3< <(ask pool list 2>/dev/null)
  description=$(ask volume info "$volume")
  code=$?
  [[ $description == *'<opRet>0</opRet>'* ]] || return 1
  found=0
  local pattern="<name>$option</name>[[:space:]]*<value>([^<]*)</value>"
  [[ $description =~ $pattern ]] && found=${BASH_REMATCH[1]}
  [[ -z $id || $description == *"<id>$id</id>"* ]] || found=other
  peers=$(</dev/fd/3)
  exec 3<&-
}
is_expected() { [[ ,$expected, == *",$found,"* ]]; }
is_whole() { [[ $peers == *'<opRet>0</opRet>'* && $peers != *'<connected>0</connected>'* ]]; }
may_run() { [[ -z $whole ]] || is_whole; }

look || finish "$code" "$description" blind
is_expected || finish 0 '' moved "$found"

# An option that is set while a peer is away makes that peer restart its bricks when it comes back.
may_run || finish 0 '' away "$found"
state="unstamped $found"
if [[ $found == "$value" ]]; then
  state="stamped $value"
elif is_whole; then
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
      may_run || finish 0 '' away "$found"
      ;;
    *) finish "$code" "$answer" unsure ;;
  esac
fi

answer=$(exec "${program[@]}" "$@")
finish "$?" "$answer" "$state"
