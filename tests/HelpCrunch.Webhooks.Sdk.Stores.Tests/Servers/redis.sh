#!/bin/sh
# FOLDER PORT: runs a Redis server with its data in FOLDER. Writes "done" when it has started and after each command of standard input. When
# that ends, the server is stopped and FOLDER is deleted.
set -eu
folder=$1 port=$2

start() {
  redis-server --port "$port" --bind 127.0.0.1 --dir "$folder" --appendonly yes --save '' --maxmemory-policy noeviction \
    --daemonize yes --pidfile "$folder/redis.pid" --logfile "$folder/log" >/dev/null
  tries=0
  until redis-cli -p "$port" ping 2>/dev/null | grep -q PONG; do
    tries=$((tries + 1))
    [ "$tries" -lt 2000 ] || { cat "$folder/log" >&2; exit 1; } # It only ends a hang.
    sleep 0.05
  done
}

signal() {
  kill "-$1" "$(cat "$folder/redis.pid")"
}

finish() {
  signal CONT 2>/dev/null || true
  signal KILL 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' TERM # Runs finish, too.
trap : INT # Ctrl+C ends the tests, which ends standard input.

start
echo done
while read -r command; do
  case $command in
    start) start ;;
    stop) redis-cli -p "$port" shutdown >/dev/null 2>&1 || true ;;
    kill) signal KILL ;;
    freeze) signal STOP ;;
    resume) signal CONT ;;
    *) echo "Unknown command: $command" >&2; exit 1 ;;
  esac
  echo done
done
