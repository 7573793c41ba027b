#!/usr/bin/env bash
# Builds everything and runs all tests; the last line says how many passed, failed and were skipped.
#
#   ./test.sh           all
#   ./test.sh --quick   without the tests that need a real GlusterFS
#   ./test.sh --soak MINUTES
#                       only the check of several engines' history, for that long instead of for 10,000 operations
#   ./test.sh --chaos POINTS
#                       only the killing of engines and glusterds of a real GlusterFS, at so many random points of each kind; half a minute each
#   ./test.sh --fuzz REQUESTS
#                       only so many mutated requests (50,000 are among all the tests); GLUSTERENGINE_FUZZ_SEED=N draws others
#   ./test.sh --lab TRANSPORT
#                       only the tests that need a real GlusterFS, whose engines reach its nodes by cli or by ssh; among all the tests it is cli
#   ./test.sh --help    this text
#
# Installs the Debian packages that the tests need. With CI=true a GlusterFS that does not start is a failure, and so is a
# libgovirt that cannot be installed; else their tests are skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=tools/packages.sh
source tools/packages.sh

quick='' soak='' chaos='' fuzz='' transport='' verbosity=minimal
case ${1:-} in
  '') ;;
  --quick) quick=1 ;;
  --soak)
    soak=${2:-}
    [[ $soak =~ ^[1-9][0-9]*$ ]] || fail "--soak needs a number of minutes; see ./test.sh --help"
    quick=1 verbosity=detailed
    export GLUSTERENGINE_HISTORY_MINUTES=$soak
    ;;
  --chaos)
    chaos=${2:-}
    [[ $chaos =~ ^[1-9][0-9]*$ ]] || fail "--chaos needs a number of points; see ./test.sh --help"
    verbosity=detailed
    export GLUSTERENGINE_CHAOS_POINTS=$chaos
    ;;
  --fuzz)
    fuzz=${2:-}
    [[ $fuzz =~ ^[1-9][0-9]*$ ]] || fail "--fuzz needs a number of requests; see ./test.sh --help"
    quick=1 verbosity=detailed
    export GLUSTERENGINE_FUZZ_REQUESTS=$fuzz
    ;;
  --lab)
    transport=${2:-}
    [[ $transport =~ ^(cli|ssh)$ ]] || fail "--lab needs cli or ssh; see ./test.sh --help"
    export GLUSTERENGINE_LAB_TRANSPORT=$transport
    ;;
  --help | -h)
    sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
    exit
    ;;
  *) fail "unknown argument $1; see ./test.sh --help" ;;
esac

# Of what tests and their engines compute, more than half was the JIT compiler's second and third version of methods that no test calls often enough to gain by
# them: the second comes after 1,024 calls (the number is hexadecimal) instead of 30, the third never.
export DOTNET_TC_CallCountThreshold=400
export DOTNET_TieredPGO=0

lab=tests/GlusterEngine.LabTests/GlusterEngine.LabTests.csproj integration=tests/GlusterEngine.IntegrationTests/GlusterEngine.IntegrationTests.csproj
passed=0 failed=0 skipped=0 notes=() recovered=()
results=$(mktemp -d)
close() {
  rm -rf "$results"
  [ ${#notes[@]} = 0 ] || printf '%s\n' '' 'Failed:' "${notes[@]}"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" != 0 ]
}

note_failure() {
  failed=$((failed + 1))
  notes+=("  $1")
}

# counter FILE NAME   one attribute of <Counters total="3" executed="3" passed="2" .../>
counter() {
  grep -o '<Counters [^>]*>' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"
}

# tests_that OUTCOME FILE   their names
tests_that() {
  { grep -o "<UnitTestResult [^>]*outcome=\"$1\"[^>]*>" "$2" || true; } |
    sed 's/.* testName="\([^"]*\)".*/\1/; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# without_georeplication COMMAND..   runs it where gluster does not find its gsyncd
# Each call of the gluster program asks that one for its version, which starts Python: a third of what a small machine can do while labs run. A program whose
# interpreter is missing counts as not installed.
without_georeplication() {
  if ! is_root || ! unshare --mount true 2>/dev/null; then
    "$@"
    return
  fi
  printf '#!/nonexistent\n' >"$results/gsyncd"
  chmod 755 "$results/gsyncd"
  # shellcheck disable=SC2016
  unshare --mount --propagation private bash -c '
    for program in /usr/lib/*/glusterfs/gsyncd /usr/libexec/glusterfs/gsyncd; do
      if [ -e "$program" ]; then mount --bind "$0" "$program"; fi
    done
    exec "$@"' "$results/gsyncd" "$@"
}

# test_project PROJECT [FILTER]   its results go to a .trx file, its exit code to a .status file
test_project() {
  local project=$1 filter=${2:-} name status=0
  name=$(basename "$project" .csproj)
  echo "$name ..."
  # The tests of one project are done in minutes; one that hangs is ended and named.
  without_georeplication dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=$verbosity" \
    --results-directory "$results" ${filter:+--filter "$filter"} --blame-hang-timeout "$((10 + ${soak:-0} + 3 * ${chaos:-0} + ${fuzz:-0} / 10000))m" --blame-hang-dump-type none </dev/null || status=$?
  echo "$status" >"$results/$name.status"
}

# try_again PROJECT   what failed among processes of others (gluster, PostgreSQL, engines) is run once more, with nothing beside it
# They have deadlines of their own and give up what a machine that is busy with other tests does not do in time: two failures are one of ours. Many are, too, and
# so is one alone of the tests that draw by lot what happens: the second run would draw something else.
try_again() {
  local name trx test clause filter='' again=()
  name=$(basename "$1" .csproj)
  trx=$results/$name.trx
  # Of a run that broke off nobody knows what was left out.
  if [ ! -e "$trx" ] || grep -q 'run was aborted' "$trx" || [ "$(cat "$results/$name.status")" != 1 ]; then return 0; fi
  mapfile -t again < <(tests_that Failed "$trx" | grep -Ev '\.(Crashes|Fuzz|History)\.')
  [ "${#again[@]}" -gt 0 ] && [ "${#again[@]}" -le 6 ] || return 0
  for test in "${again[@]}"; do
    clause="FullyQualifiedName=${test%%(*}"
    if [[ $test =~ \"([A-Za-z0-9_]+)\" ]]; then clause="$clause&DisplayName~${BASH_REMATCH[1]}"; fi
    filter="$filter${filter:+|}($clause)"
  done
  mv "$trx" "$results/$name.first"
  test_project "$1" "$filter"
  mv "$trx" "$results/$name.again" || true
  mv "$results/$name.first" "$trx"
  for test in "${again[@]}"; do
    if [ -e "$results/$name.again" ] && tests_that Passed "$results/$name.again" | grep -qxF -e "$test"; then recovered+=("$test"); fi
  done
}

# slowest FILE   the tests that took longest
slowest() {
  echo "Slowest:"
  { grep -o '<UnitTestResult [^>]*>' "$1" || true; } | sed -n 's/.* testName="\([^"]*\)".* duration="\([0-9:]*\)[^"]*".*/  \2 \1/p' | sort -r | sed -n 1,8p
}

# count_project PROJECT   adds up what test_project left
count_project() {
  local name trx status total executed bad
  name=$(basename "$1" .csproj)
  trx=$results/$name.trx
  status=$(cat "$results/$name.status" 2>/dev/null || echo unknown)
  if [ ! -e "$trx" ] || [ -z "$(counter "$trx" total)" ]; then
    note_failure "$name: left no results, exit code $status"
    return
  fi
  total=$(counter "$trx" total) executed=$(counter "$trx" executed)
  bad=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
  bad=$((bad - ${#recovered[@]}))
  passed=$((passed + $(counter "$trx" passed) + ${#recovered[@]}))
  skipped=$((skipped + total - executed))
  failed=$((failed + bad))
  slowest "$trx"
  while read -r test; do
    if printf '%s\n' "${recovered[@]}" | grep -qxF -e "$test"; then echo "Passed only when it was run again by itself: $test"; else notes+=("  $test"); fi
  done < <(tests_that Failed "$trx")
  recovered=()
  if [ "$bad" = 0 ] && [ "$status" != 0 ]; then
    note_failure "$name: ended with exit code $status although no test failed"
  elif [ "$total" = 0 ]; then
    note_failure "$name: has no tests"
  fi
}

run_project() {
  test_project "$@"
  count_project "$1"
}

need_dotnet
need_postgres
need_tls_tools || note_failure "curl and openssl cannot be installed"
need_govirt || [ "${CI:-}" != true ] || note_failure "libgovirt cannot be installed"
need_sshd || [ "${CI:-}" != true ] || note_failure "OpenSSH cannot be installed"
if [ -z "$quick" ]; then
  need_gluster || [ "${CI:-}" != true ] || note_failure "GlusterFS cannot be installed"
fi

if ! dotnet build GlusterEngine.sln --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly; then
  note_failure "the build"
  close
  exit 1
fi

if [ -n "$soak" ]; then
  run_project "$integration" FullyQualifiedName~SeveralEnginesHistoryTests
  close
  exit
fi

if [ -n "$fuzz" ]; then
  run_project "$integration" FullyQualifiedName~FuzzTests
  close
  exit
fi

if [ -n "$chaos" ]; then
  run_project "$lab" FullyQualifiedName~ChaosTests
  close
  exit
fi

if [ -n "$transport" ]; then
  test_project "$lab" FullyQualifiedName!~ChaosTests
  try_again "$lab"
  count_project "$lab"
  close
  exit
fi

labs=''
if [ -z "$quick" ]; then
  # They wait for gluster most of their time, so the others run beside them. A job in the background does not hear Ctrl-C.
  test_project "$lab" FullyQualifiedName!~ChaosTests >"$results/lab.log" 2>&1 &
  labs=$!
  trap 'pkill -TERM -P "$labs" || true' EXIT
fi
test_project "$integration"
for project in tests/*Tests/*.csproj; do
  if [ "$project" != "$lab" ] && [ "$project" != "$integration" ]; then run_project "$project"; fi
done
if [ -n "$labs" ]; then
  wait "$labs" || true
  trap - EXIT
  cat "$results/lab.log"
  try_again "$lab"
  count_project "$lab"
fi
try_again "$integration"
count_project "$integration"
close
