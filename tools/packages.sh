# shellcheck shell=bash
# Sourced by run.sh, test.sh, bench.sh and .ci/run: what they need of the machine. Expects "set -euo pipefail" and the clone as working directory.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# A machine without libicu can run the .NET SDK as well.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "${0##*/}: $*"
  exit 1
}

is_root() {
  [ "$(id -u)" = 0 ]
}

# install_packages WHAT-FOR PACKAGE..   with apt-get, as root or by sudo; false, after saying what to do, when that is not possible
install_packages() {
  local purpose=$1 root=() dropin=/etc/postgresql-common/createcluster.d/glusterengine.conf
  shift
  is_root || root=(sudo)
  if ! command -v apt-get >/dev/null; then
    say "$purpose: install what Debian has in the packages $* and start again."
    return 1
  fi
  # Without a terminal nobody can type sudo's password.
  if ! is_root && { ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; }; then
    say "$purpose: run this as root, then start again:"
    say "  apt-get update && apt-get install -y --no-install-recommends $*"
    return 1
  fi
  say "Installing $* ($purpose) ..."
  # The engine runs a PostgreSQL of its own, so Debian's package need not set up a server beside it.
  "${root[@]}" mkdir -p "${dropin%/*}"
  echo 'create_main_cluster = false' | "${root[@]}" tee "$dropin" >/dev/null
  local status=0 log
  log=$(mktemp)
  "${root[@]}" apt-get update -qq >"$log" 2>&1 || say "apt-get update failed; trying with the package lists that are there."
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1 || status=$?
  "${root[@]}" rm -f "$dropin"
  if [ "$status" != 0 ]; then
    cat "$log" >&2
    say "$purpose: apt-get could not install $*; its messages are above."
  fi
  rm -f "$log"
  return "$status"
}

has_postgres() {
  local program
  for program in "${Database__PostgresBin:-/nowhere}/postgres" /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres; do
    [ ! -x "$program" ] || return 0
  done
  command -v postgres >/dev/null || { command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/postgres" ]; }
}

need_postgres() {
  has_postgres || install_packages "PostgreSQL server" postgresql || exit 1
}


# need_gluster   false, after saying why, when there is none and it cannot be installed
need_gluster() {
  local program
  for program in glusterd gluster glusterfs perl setfattr pgrep; do
    command -v "$program" >/dev/null || {
      install_packages "GlusterFS for a lab" glusterfs-server glusterfs-client glusterfs-cli perl attr procps
      return
    }
  done
}

# need_govirt   false, after saying why, when libgovirt is not there and cannot be installed
need_govirt() {
  # Debian's Python, which alone knows Debian's libraries.
  /usr/bin/python3 -c 'import gi; gi.require_version("GoVirt", "1.0")' 2>/dev/null ||
    install_packages "libgovirt, a client of oVirt" python3-gi gir1.2-govirt-1.0
}

# need_tls_tools   false, after saying why, when curl or openssl is missing and cannot be installed
need_tls_tools() {
  { command -v curl && command -v openssl; } >/dev/null || install_packages "curl and openssl" curl openssl
}

# need_sshd   false, after saying why, when there is no sshd and it cannot be installed
need_sshd() {
  local root=() unit
  [ ! -x /usr/sbin/sshd ] || ! command -v ssh >/dev/null || return 0
  is_root || root=(sudo)
  # Wanted is the program. A server that was not there before shall not open port 22; "systemctl unmask ssh" takes that back.
  for unit in ssh.service ssh.socket; do
    [ -x /usr/sbin/sshd ] || [ -e "/etc/systemd/system/$unit" ] || ! command -v apt-get >/dev/null || "${root[@]}" ln -s /dev/null "/etc/systemd/system/$unit" 2>/dev/null || true
  done
  install_packages "OpenSSH for hosts reached by ssh" openssh-client openssh-server
}

need_dotnet() {
  command -v dotnet >/dev/null || PATH=$PATH:$HOME/.dotnet:/usr/share/dotnet:/usr/lib/dotnet
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    fail "the .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 (Ubuntu: apt-get install dotnet-sdk-10.0) and start again."
  fi
}
