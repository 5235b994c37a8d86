#!/usr/bin/env bash
# Coverage-guided fuzzing with afl-fuzz, which is in the Debian package afl++.
#   coverage-guided.sh fuzz TARGET SECONDS   TARGET is parser, signature or endpoint. Continues from the inputs of earlier runs.
#   coverage-guided.sh unreached TARGET      Lists the lines and branches of the SDK that no input of the runs reached.
# Inputs, crashes and hangs are in artifacts/fuzz/TARGET. The exit code of fuzz is 1 if there is a crash or a hang.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

readonly project=tests/HelpCrunch.Webhooks.Sdk.Fuzz
readonly artifacts=$PWD/artifacts/fuzz
readonly program=HelpCrunch.Webhooks.Sdk.Fuzz.dll
readonly time_limit=10000 # Milliseconds for an input. A new process also needs time to start.
readonly max_length=8192  # Bytes of an input.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off

main() {
  case ${1:-} in
    fuzz) fuzz "$2" "$3" ;;
    unreached) unreached "$2" ;;
    *) sed -n '2,5s/^# *//p' "${BASH_SOURCE[0]}" && exit 2 ;;
  esac
}

fuzz() {
  local target=$1 seconds=$2 folder=$artifacts/$1 input=-
  command -v afl-fuzz >/dev/null || { printf 'NOT RUN: afl-fuzz is not installed (Debian: apt-get install afl++).\n' && return; }
  build "$artifacts/instrumented-$target"
  dotnet "$artifacts/instrumented-$target/$program" prepare "$target" "$folder"
  [[ -d $folder/output ]] || input=$folder/seeds

  # The program is started with dotnet, so the check for instrumentation does not apply. The signal of a crash is not needed: an exception
  # is reported as a crash, and the file of an earlier crash is the input.
  AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 \
    afl-fuzz -i "$input" -o "$folder/output" -x "$folder/dictionary" -V "$seconds" -t "$time_limit" -m none -G "$max_length" \
    -- dotnet "$artifacts/instrumented-$target/$program" afl "$target" >"$folder/log" || { tail -30 "$folder/log" && return 1; }

  summary "$folder/output/default"
}

# Builds the SDK apart from other builds, and instruments it there.
build() {
  rm -rf "$1"
  dotnet publish "$project" --configuration Release --output "$1" --artifacts-path "$artifacts/build" --verbosity quiet
  dotnet "$1/$program" instrument "$1"/HelpCrunch.Webhooks.Sdk{,.AspNetCore}.dll
}

summary() {
  sed -nE 's/^(run_time|execs_done|execs_per_sec|corpus_count|edges_found|stability|saved_crashes|saved_hangs) +: /\1: /p' "$1/fuzzer_stats"
  ! grep -qE '^saved_(crashes|hangs) +: [1-9]' "$1/fuzzer_stats"
}

# Runs the inputs through the SDK as it is, with coverlet.
unreached() {
  local report=$artifacts/coverage
  rm -rf "$report"
  FUZZ_TARGET=$1 FUZZ_INPUTS=$artifacts/$1/output/default/queue dotnet test "$project" --filter 'FullyQualifiedName~InputTests' \
    --collect 'XPlat Code Coverage' --results-directory "$report" --verbosity quiet
  dotnet run --project "$project" --no-build -- unreached "$report"/*/coverage.cobertura.xml
}

main "$@"
