#!/usr/bin/env bash
# Coverage-guided fuzzing with afl-fuzz, which is in the Debian package afl++.
#   coverage-guided.sh fuzz TARGET SECONDS   TARGET is parser, signature or endpoint. Continues from the inputs of earlier runs.
#   coverage-guided.sh examine TARGET        Shows which promises the crashes and hangs break.
#   coverage-guided.sh unreached [TARGET]    Lists the lines and branches of the SDK that no input reached. Without a target, of all targets.
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
    examine) examine "$2" ;;
    unreached) unreached "${2:-}" ;;
    *) sed -n '2,6s/^# *//p' "${BASH_SOURCE[0]}" && exit 2 ;;
  esac
}

fuzz() {
  local target=$1 seconds=$2 folder=$artifacts/$1 input=-
  command -v afl-fuzz >/dev/null || { printf 'NOT RUN: afl-fuzz is not installed (Debian: apt-get install afl++).\n' && return; }
  build "$folder"
  dotnet "$folder/instrumented/$program" prepare "$target" "$folder"
  [[ -d $folder/output ]] || input=$folder/seeds

  # The program is started with dotnet, so the check for instrumentation does not apply. The signal of a crash is not needed: an exception
  # is reported as a crash, and the file of an earlier crash is the input.
  AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 \
    afl-fuzz -i "$input" -o "$folder/output" -x "$folder/dictionary" -V "$seconds" -t "$time_limit" -m none -G "$max_length" \
    -- dotnet "$folder/instrumented/$program" afl "$target" >"$folder/log" || { tail -30 "$folder/log" && return 1; }

  summary "$folder/output/default"
}

# Builds apart from the builds of the tests, and from those of the other targets, and instruments the result.
build() {
  rm -rf "$1/instrumented"
  dotnet publish "$project" --configuration Release --output "$1/instrumented" --artifacts-path "$1/build" --verbosity quiet
  dotnet "$1/instrumented/$program" instrument "$1"/instrumented/HelpCrunch.Webhooks.Sdk{,.AspNetCore}.dll
}

summary() {
  sed -nE 's/^(run_time|execs_done|execs_per_sec|corpus_count|edges_found|stability|saved_crashes|saved_hangs) +: /\1: /p' "$1/fuzzer_stats"
  ! grep -qE '^saved_(crashes|hangs) +: [1-9]' "$1/fuzzer_stats"
}

examine() {
  dotnet run --project "$project" -- examine "$1" $(find "$artifacts/$1"/output/default/{crashes,hangs} -name 'id:*')
}

# Runs the seeds and inputs through the SDK without the changes of SharpFuzz, with coverlet.
unreached() {
  local report=$artifacts/coverage
  rm -rf "$report"
  FUZZ_INPUTS=$artifacts dotnet test "$project" --filter "DisplayName~InputsOfRuns${1:+&DisplayName~$1}" \
    --collect 'XPlat Code Coverage' --results-directory "$report" --verbosity quiet
  dotnet run --project "$project" --no-build -- unreached "$report"/*/coverage.cobertura.xml
}

main "$@"
