#!/usr/bin/env bash
# Keeps the schema of this working copy, with some rows in it, as tests/fixtures/db/MIGRATION.sql, named like the newest migration: what an
# engine of this state leaves behind in its database. Run it for every release, on the commit that is tagged; a recorded file never changes.
#
# Runs the engine with its demo for about half a minute: a running rebalance, a running migration, an external job with a step, a log-in.
# Needs what ./run.sh needs, and curl, jq and pg_dump.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

newest=$(basename "$(printf '%s\n' db/migrations/*.sql | sort | tail -n 1)" .sql)
fixture=tests/fixtures/db/$newest.sql
[ ! -e "$fixture" ] || {
  echo "${0##*/}: $fixture is there already; what was recorded stays." >&2
  exit 1
}

data=$(mktemp -d)
export GLUSTERENGINE_DATA=$data GLUSTERENGINE_PORT=${GLUSTERENGINE_PORT:-18089} GLUSTERENGINE_DEMO=simulated
export GLUSTERENGINE_ADMIN_PASSWORD='the password of tests'
server=http://127.0.0.1:$GLUSTERENGINE_PORT
engine=
# shellcheck disable=SC2329 # called by the trap
clean_up() {
  [ -z "$engine" ] || kill -TERM "$engine" 2>/dev/null || true
  [ -z "$engine" ] || wait "$engine" || true
  rm -rf "$data"
}
trap clean_up EXIT

# ask METHOD PATH [BODY]
ask() {
  curl --silent --show-error --fail --user "admin@internal:$GLUSTERENGINE_ADMIN_PASSWORD" --request "$1" -H 'Accept: application/json' \
    -H 'Content-Type: application/json' ${3:+--data "$3"} "$server${2#"$server"}"
}

# until_true COMMAND..
until_true() {
  for _ in $(seq 600); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.5
  done
  echo "${0##*/}: waited in vain for: $*" >&2
  exit 1
}

# shellcheck disable=SC2329 # called by until_true
volumes_are_known() {
  [ "$(ask GET "$volumes?follow=bricks" | jq '[.gluster_volume[] | select([.bricks.brick[].status == "up"] | all)] | length')" = 2 ]
}

# shellcheck disable=SC2329 # called by until_true
tasks_have_samples() {
  [ "$(query 'select count(distinct step_id) from step_task_sample')" = 2 ]
}

query() {
  psql --no-psqlrc --tuples-only --no-align --host "$socket" --username glusterengine --dbname glusterengine --command "$1"
}

./run.sh &
engine=$!
until_true ask GET /health/ready
api=/ovirt-engine/api
volumes=$(ask GET "$api/clusters" | jq -r '.cluster[0].href')/glustervolumes
until_true volumes_are_known
media=$(ask GET "$volumes" | jq -r '.gluster_volume[] | select(.name == "media") | .href')
bricks=$(ask GET "$media/glusterbricks" | jq -c '{bricks: {brick: [.brick[] | select(.brick_dir | contains("media-2")) | {id}]}, force_plan: "true"}')
ask POST "$(ask GET "$volumes" | jq -r '.gluster_volume[] | select(.name == "data") | .href')/rebalance" '{}' >"$data/answer"
ask POST "$media/glusterbricks/migrate" "$bricks" >"$data/answer"
job=$(ask POST "$api/jobs" '{"description":"Nightly backup","auto_cleared":"true"}' | jq -r .href)
step=$(ask POST "$job/steps" '{"type":"executing","description":"Copying"}' | jq -r .href)
ask POST "$step/end" '{"succeeded":"true"}' >"$data/answer"
ask POST "$job/end" '{"succeeded":"true"}' >"$data/answer"
curl --silent --show-error --fail --output "$data/answer" --data-urlencode "password=$GLUSTERENGINE_ADMIN_PASSWORD" \
  --data 'grant_type=password&username=admin@internal&scope=ovirt-app-api' "$server/ovirt-engine/sso/oauth/token"
socket=$(sed -n 5p "$data/postgres/cluster/postmaster.pid")
until_true tasks_have_samples

mkdir -p "$(dirname "$fixture")"
# The scheduler makes its own tables. No machine's name stays in it, and no word of psql.
pg_dump --no-owner --no-privileges --column-inserts --rows-per-insert=100 --exclude-table='qrtz_*' --host "$socket" --username glusterengine glusterengine |
  sed -e "s/$(hostname)-/engine-/g" -e '/^\\/d' -e '/^--/d' | cat -s >"$fixture.new"
mv "$fixture.new" "$fixture"
echo "$fixture: $(wc -c <"$fixture") bytes"
