#!/usr/bin/env bash
# Builds everything and runs all tests; the last line says how many passed, failed and were skipped.
#
#   ./test.sh           all
#   ./test.sh --quick   without the tests that need a real GlusterFS
#   ./test.sh --soak MINUTES
#                       only the check of several engines' history, for that long instead of for 10,000 operations
#   ./test.sh --chaos POINTS
#                       only the killing of engines and glusterds of a real GlusterFS, at so many random points of each kind; half a minute each
#   ./test.sh --help    this text
#
# Installs the Debian packages that the tests need. With CI=true a GlusterFS that does not start is a failure; else its tests are skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=tools/packages.sh
source tools/packages.sh

quick='' soak='' chaos='' verbosity=minimal
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
  --help | -h)
    sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
    exit
    ;;
  *) fail "unknown argument $1; see ./test.sh --help" ;;
esac

passed=0 failed=0 skipped=0 notes=()
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

failed_tests() {
  { grep -o '<UnitTestResult [^>]*outcome="Failed"[^>]*>' "$1" || true; } |
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

# run_project PROJECT [FILTER]
run_project() {
  local project=$1 filter=${2:-} name status=0 trx total executed bad
  name=$(basename "$project" .csproj)
  trx=$results/$name.trx
  echo "$name ..."
  # The tests of one project are done in minutes; one that hangs is ended and named.
  without_georeplication dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=$verbosity" \
    --results-directory "$results" ${filter:+--filter "$filter"} --blame-hang-timeout "$((10 + ${soak:-0} + 3 * ${chaos:-0}))m" --blame-hang-dump-type none </dev/null || status=$?
  if [ ! -e "$trx" ] || [ -z "$(counter "$trx" total)" ]; then
    note_failure "$name: left no results, exit code $status"
    return
  fi
  total=$(counter "$trx" total) executed=$(counter "$trx" executed)
  bad=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
  passed=$((passed + $(counter "$trx" passed)))
  skipped=$((skipped + total - executed))
  failed=$((failed + bad))
  while read -r test; do notes+=("  $test"); done < <(failed_tests "$trx")
  if [ "$bad" = 0 ] && [ "$status" != 0 ]; then
    note_failure "$name: ended with exit code $status although no test failed"
  elif [ "$total" = 0 ]; then
    note_failure "$name: has no tests"
  fi
}

need_dotnet
need_postgres
if [ -z "$quick" ]; then
  need_gluster || [ "${CI:-}" != true ] || note_failure "GlusterFS cannot be installed"
fi

if ! dotnet build GlusterEngine.sln --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly; then
  note_failure "the build"
  close
  exit 1
fi

if [ -n "$soak" ]; then
  run_project tests/GlusterEngine.IntegrationTests/GlusterEngine.IntegrationTests.csproj FullyQualifiedName~SeveralEnginesHistoryTests
  close
  exit
fi

if [ -n "$chaos" ]; then
  run_project tests/GlusterEngine.LabTests/GlusterEngine.LabTests.csproj FullyQualifiedName~ChaosTests
  close
  exit
fi

for project in tests/*Tests/*.csproj; do
  if [ -z "$quick" ] || [[ $project != */GlusterEngine.LabTests.csproj ]]; then run_project "$project" FullyQualifiedName!~ChaosTests; fi
done
close
