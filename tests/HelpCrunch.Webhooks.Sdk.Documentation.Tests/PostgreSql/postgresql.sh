#!/bin/sh
# BIN FOLDER PORT: starts a PostgreSQL server with its data in FOLDER, writes "started", and stops it and deletes FOLDER when
# standard input ends. So the server ends with the tests, even if they are killed.
set -eu
bin=$1 folder=$2 port=$3

finish() {
  "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT
trap : INT # Ctrl+C ends the tests, which ends standard input.

"$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --no-sync >/dev/null
# The data are not needed after a crash, so nothing waits for the disk.
"$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 120 \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start >/dev/null || { cat "$folder/log" >&2; exit 1; }
echo started
while read -r _; do :; done
