#!/bin/sh
# FOLDER PORT DISTRIBUTION_PORT EPMD_PORT: runs a RabbitMQ server with its data in FOLDER, and Erlang's port mapper for it, all on the
# loopback interface. Writes "done" when it has started and after each command of standard input. When that ends, both are stopped and
# FOLDER is deleted.
set -eu
folder=$1 port=$2

export HOME="$folder" # Erlang writes its cookie there.
export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$4"
export RABBITMQ_NODENAME="helpcrunch$port@localhost" RABBITMQ_DIST_PORT="$3" RABBITMQ_PID_FILE="$folder/pid"
export RABBITMQ_MNESIA_BASE="$folder/data" RABBITMQ_LOG_BASE="$folder/log" RABBITMQ_LOGS=-
export RABBITMQ_CONF_ENV_FILE="$folder/env.conf" RABBITMQ_CONFIG_FILE="$folder/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$folder/plugins"
# It waits 20 seconds for an acknowledgement, and not 30 minutes. It looks at the time each second.
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} -rabbit consumer_timeout 20000 -rabbit channel_tick_interval 1000'

start() {
  : >"$folder/output" # Otherwise, that of an earlier start says that this one is complete.
  /usr/lib/rabbitmq/bin/rabbitmq-server </dev/null >>"$folder/output" 2>&1 &
  server=$!
  until grep -q 'Server startup complete' "$folder/output"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/output" >&2; exit 1; }
    sleep 0.1
  done
}

signal() {
  kill "-$1" "$(cat "$folder/pid")"
}

finish() {
  signal KILL 2>/dev/null || true
  kill "$epmd" 2>/dev/null || true
  wait
  rm -rf "$folder"
}

# Otherwise, the server starts one, which doesn't end with it.
epmd </dev/null >/dev/null 2>&1 &
epmd=$!
trap finish EXIT
trap : INT # Ctrl+C ends the tests, which ends standard input.
trap 'exit 143' TERM

printf 'listeners.tcp.1 = 127.0.0.1:%s\n' "$port" >"$RABBITMQ_CONFIG_FILE"
touch "$RABBITMQ_CONF_ENV_FILE" "$folder/output"
echo '[].' >"$RABBITMQ_ENABLED_PLUGINS_FILE"
start
echo done
while read -r command; do
  case $command in
    start) start ;;
    stop)
      signal TERM
      wait "$server" || true
      ;;
    kill)
      signal KILL
      wait "$server" || true
      ;;
    freeze) signal STOP ;;
    resume) signal CONT ;;
    *) echo "Unknown command: $command" >&2; exit 1 ;;
  esac
  echo done
done
