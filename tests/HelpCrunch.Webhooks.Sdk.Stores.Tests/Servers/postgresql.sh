#!/bin/sh
# FOLDER BIN PORT: runs a PostgreSQL server with its data in FOLDER. Writes "done" when it has started and after each command of
# standard input. When that ends, the server and its replica are stopped and FOLDER is deleted.
set -eu
folder=$1 bin=$2 port=$3

# start [DATA PORT]
start() {
  # A process that is killed loses nothing that the operating system has, so nothing waits for the disk.
  "$bin/pg_ctl" -D "$folder/${1:-data}" -l "$folder/log" -w -t 120 \
    -o "-p ${2:-$port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200" start >/dev/null \
    || { cat "$folder/log" >&2; exit 1; }
}

# The server has a process for each connection. They are listed first, because they have another parent when the postmaster has ended.
signal() {
  postmaster=$(head -n 1 "$folder/data/postmaster.pid")
  statuses=$(grep -ls "^PPid:[[:space:]]*$postmaster\$" /proc/[0-9]*/status || true)
  kill "-$1" "$postmaster"
  for status in $statuses; do
    process=${status#/proc/}
    kill "-$1" "${process%/status}" 2>/dev/null || true
  done
}

finish() {
  signal CONT 2>/dev/null || true
  for data in data replica; do
    "$bin/pg_ctl" -D "$folder/$data" -m immediate -w stop >/dev/null 2>&1 || true
  done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' TERM # Runs finish, too.
trap : INT # Ctrl+C ends the tests, which ends standard input.

"$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --no-sync >/dev/null
start
echo done
while read -r command argument; do
  case $command in
    start) start ;;
    stop) "$bin/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null ;;
    kill)
      kill -STOP "$(head -n 1 "$folder/data/postmaster.pid")" # First, so that it starts no process that is not in the list.
      signal KILL
      for status in "/proc/$postmaster/status" $statuses; do # A process that has not ended yet has the memory that "start" needs.
        while grep -qs '^State:[[:space:]]*[^Z[:space:]]' "$status"; do sleep 0.02; done
      done
      rm -f "$folder/data/postmaster.pid" # A container may have nothing that removes the ended process, which would count as running.
      ;;
    freeze)
      kill -STOP "$(head -n 1 "$folder/data/postmaster.pid")" # First, so that it starts no process that is not in the list.
      signal STOP
      ;;
    resume) signal CONT ;;
    replicate) # PORT
      "$bin/pg_basebackup" -d "host=127.0.0.1 port=$port user=postgres" -D "$folder/replica" -R -c fast --no-sync
      start replica "$argument"
      ;;
    promote) "$bin/pg_ctl" -D "$folder/replica" -w -t 120 promote >/dev/null ;;
    *) echo "Unknown command: $command" >&2; exit 1 ;;
  esac
  echo done
done
