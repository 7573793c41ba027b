#!/usr/bin/env bash
# Runs the benchmarks and prints ratios and raw figures.
#
#   ./bench.sh          all
#   ./bench.sh NAME     one: poll, list, start, sync, memory, locks, adoption, eta, vds
#   ./bench.sh --help   this text
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
# shellcheck source=tools/packages.sh
source tools/packages.sh

case ${1:-} in
  --help | -h)
    sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0"
    exit
    ;;
esac

need_dotnet
need_postgres
dotnet build tests/GlusterEngine.Benchmarks --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly
exec dotnet tests/GlusterEngine.Benchmarks/bin/Release/net10.0/GlusterEngine.Benchmarks.dll "$@"
