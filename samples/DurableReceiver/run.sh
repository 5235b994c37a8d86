#!/usr/bin/env bash
# Shows that a delivery that was answered with 200 is handled, even if the process that received it is killed. Starts a PostgreSQL server,
# two instances, and a worker; sends deliveries; kills one instance; and waits until all deliveries are handled. Everything is in a
# temporary folder, which is deleted at the end. With --keep, the processes run until you press Ctrl+C.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly deliveries=50
export HELPCRUNCH_SIGNING_KEY=made-up-key-of-the-sample
export HelpCrunch__SigningKeys__sample__Secret=$HELPCRUNCH_SIGNING_KEY
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

main() {
  local bin
  bin=$(find_postgresql)
  build
  folder=$(mktemp -d)
  processes=()
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  start_postgresql "$bin"
  start A --role instance --urls http://127.0.0.1:0
  start B --role instance --urls http://127.0.0.1:0
  start worker --role worker --urls http://127.0.0.1:0
  wait_for_log A 'Now listening on'
  wait_for_log B 'Now listening on'
  wait_for_log worker 'Now listening on'

  printf '\n== Send %s deliveries to each instance\n' "$deliveries"
  send B
  send A
  wait_for "SELECT count(*) > 0 FROM ratings WHERE process = 'A'"
  report

  printf '\n== Kill instance A with -9 while it handles deliveries\n'
  kill -9 "${processes[0]}"
  wait "${processes[0]}" 2>/dev/null || true
  report

  printf '\n== Wait until all are handled: the others take over the deliveries of A after about 30 seconds\n'
  wait_for "SELECT count(*) = 0 FROM wolverine.wolverine_incoming_envelopes WHERE status <> 'Handled'"
  report
  printf '\n== Which process handled how many deliveries\n'
  query "SELECT process || ': ' || count(*) FROM ratings GROUP BY process ORDER BY process"

  local expected=$((2 * deliveries)) handled
  handled=$(query 'SELECT count(*) FROM ratings')
  if [[ $handled != "$expected" ]]; then
    printf '\n%s of %s deliveries were handled. The logs:\n' "$handled" "$expected" >&2
    tail -n 30 "$folder"/*.log >&2
    exit 1
  fi
  printf '\nAll %s deliveries were handled, each with one row in the table of the handler.\n' "$expected"

  if [[ ${1:-} = --keep ]]; then
    printf 'Query the database with: psql -h %s -U postgres\nPress Ctrl+C to stop.\n' "$folder"
    while true; do sleep 1; done
  fi
}

find_postgresql() {
  local bin
  bin=$({ ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort -V | tail -n 1)
  [[ -n $bin ]] || bin=$(dirname "$(command -v initdb || true)")
  if [[ ! -x $bin/initdb ]] || ! command -v psql >/dev/null; then
    printf 'PostgreSQL is not installed. Install it with "sudo apt-get install postgresql" or "brew install postgresql", and run this script again.\n' >&2
    exit 2
  fi
  printf '%s\n' "$bin"
}

# The test of this script sets RECEIVER and TOOL, because it has built them.
build() {
  if [[ -z ${RECEIVER:-} || -z ${TOOL:-} ]]; then
    printf '== Build\n'
    dotnet build -v q
    dotnet build ../../src/HelpCrunch.Webhooks.Tool -v q
    RECEIVER=bin/Debug/net10.0/DurableReceiver.dll
    TOOL=../../src/HelpCrunch.Webhooks.Tool/bin/Debug/net8.0/HelpCrunch.Webhooks.Tool.dll
  fi
}

# PostgreSQL does not run as root. It listens only at a socket in the folder, so no other user can connect.
start_postgresql() {
  local bin=$1
  as_postgres=()
  if [[ $EUID = 0 ]]; then
    chown postgres: "$folder"
    as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups --)
  fi
  postgresql=$bin/pg_ctl
  (
    cd "$folder"
    ${as_postgres[@]+"${as_postgres[@]}"} "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --no-sync >/dev/null
    ${as_postgres[@]+"${as_postgres[@]}"} "$postgresql" -D "$folder/data" -l "$folder/postgresql.log" -w \
      -o "-c listen_addresses= -c unix_socket_directories=$folder" start >/dev/null
  )
  export ConnectionStrings__App="Host=$folder;Username=postgres;Database=postgres"
}

start() {
  local name=$1
  shift
  dotnet "$RECEIVER" --name "$name" "$@" >"$folder/$name.log" 2>&1 &
  processes+=($!)
  printf 'Started %s: process %s\n' "$name" $!
}

wait_for_log() {
  local attempt
  for ((attempt = 0; attempt < 600; attempt++)); do
    grep -q "$2" "$folder/$1.log" && return
    sleep 0.1
  done
  printf '%s did not start. Its log:\n' "$1" >&2
  cat "$folder/$1.log" >&2
  exit 1
}

# Each delivery is sent again after it was accepted, as by a sender that did not get the answer.
send() {
  local address
  address=$(sed -n 's/.*Now listening on: //p' "$folder/$1.log")
  dotnet "$TOOL" send chat.rated --to "$address/webhooks/helpcrunch" --count "$deliveries" --parallel 8 --duplicates
}

# Waits until a query returns true, for at most five minutes.
wait_for() {
  local attempt
  for ((attempt = 0; attempt < 600; attempt++)); do
    [[ $(query "$1") = t ]] && return
    sleep 0.5
  done
  printf 'This query did not return true within five minutes: %s\n' "$1" >&2
}

# A delivery that is sent four times waits as four messages, of which the inbox discards three.
report() {
  printf 'waiting messages: %s, handled deliveries: %s, dead letters: %s\n' \
    "$(query "SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status <> 'Handled'")" \
    "$(query 'SELECT count(*) FROM ratings')" \
    "$(query 'SELECT count(*) FROM wolverine.wolverine_dead_letters')"
}

query() {
  psql -h "$folder" -U postgres -AtXqc "$1"
}

finish() {
  trap - EXIT
  [[ ${#processes[@]} = 0 ]] || { kill -9 "${processes[@]}" && wait "${processes[@]}"; } 2>/dev/null || true
  [[ -z ${postgresql:-} ]] || (cd "$folder" && ${as_postgres[@]+"${as_postgres[@]}"} "$postgresql" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}

main "$@"
