#!/bin/bash
# Compares the generation of a volume, runs one gluster command on it and moves the generation on: one unit on the host that runs it, so that a
# command that was long on its way finds the generation moved and does nothing.
#
# Arguments: GENERATIONS VALUE SECONDS VOLUME PROGRAM [OPTION ...] -- [ARGUMENT ...]
#   GENERATIONS  what it may be now, with commas between; 0 stands for none
#   VALUE        what it becomes once the command was accepted
#   SECONDS      how long each of the questions around the command may take
#   OPTION       options of the program for all questions; ARGUMENT: the command itself
#
# Prints what the command prints, and after it a line that tells what became of the generation (see FencedOutput).
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
tell() { printf '\nglusterengine-fence: %s\n' "$*"; }

description=$(ask volume info "$volume")
code=$?
if [[ $description != *'<opRet>0</opRet>'* ]]; then
  printf '%s' "$description"
  tell blind
  exit "$code"
fi
found=0
pattern="<name>$option</name>[[:space:]]*<value>([^<]*)</value>"
[[ $description =~ $pattern ]] && found=${BASH_REMATCH[1]}
if [[ ,$expected, != *",$found,"* ]]; then
  tell moved "$found"
  exit 0
fi

# Asked while the command runs, to be answered after it: gluster answers nothing while it sleeps in a start.
exec 3< <(ask pool list 2>/dev/null)
answer=$("${program[@]}" "$@")
code=$?
printf '%s' "$answer"
if [[ $answer != *'<opRet>0</opRet>'* ]]; then
  tell kept "$found"
  exit "$code"
fi

# An option that is set while a peer is away makes that peer restart its bricks when it comes back.
peers=$(cat <&3)
if [[ $peers != *'<opRet>0</opRet>'* || $peers == *'<connected>0</connected>'* ]]; then
  tell unstamped "$found"
  exit "$code"
fi
for _ in 1 2 3 4 5; do
  answer=$(ask volume set "$volume" "$option" "$value")
  if [[ $answer == *'<opRet>0</opRet>'* ]]; then
    tell stamped "$value"
    exit "$code"
  fi
  [[ $answer == *'<opErrno>30802</opErrno>'* ]] || break
  sleep 0.2
done
tell unsure
exit "$code"
