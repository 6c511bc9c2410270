#!/usr/bin/env bash
# The step of the action: annotations on standard output, a page in the job's summary, the report in a file.
set -euo pipefail

case ${INPUT_FAIL_ON:-degraded} in
  degraded) limit=1 ;;
  broken) limit=2 ;;
  never) limit=4 ;;
  *)
    echo "::error title=ftpdoctor::fail-on \"$INPUT_FAIL_ON\" is unknown; choose from degraded, broken, never"
    exit 3
    ;;
esac

folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/ftpdoctor.XXXXXX")
report=$folder/report.ndjson
summary=$folder/summary.md

arguments=(check --format github --output - --format ndjson --output "$report" --format markdown --output "$summary")
add() {
  if [ -n "$2" ]; then arguments+=("$1" "$2"); fi
}
if [ -n "${INPUT_JUNIT:-}" ]; then arguments+=(--format junit --output "$INPUT_JUNIT"); fi
add --modes "${INPUT_MODES:-}"
add --require "${INPUT_REQUIRE:-}"
add --expect-range "${INPUT_EXPECT_RANGE:-}"
add --user "${INPUT_USER:-}"
# An empty variable is no password.
if [ -z "${FTPDOCTOR_PASSWORD:-}" ]; then unset FTPDOCTOR_PASSWORD; fi
read -r -d '' -a options < <(printf '%s\0' "${INPUT_OPTIONS:-}") || true
read -r -d '' -a targets < <(printf '%s\0' "${INPUT_TARGETS:-}") || true

code=0
node "$FTPDOCTOR" "${arguments[@]}" "${options[@]}" -- "${targets[@]}" || code=$?

if [ -s "$summary" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then printf 'exit-code=%s\nreport=%s\n' "$code" "$report" >>"$GITHUB_OUTPUT"; fi

# What could not be judged (3) counts as broken would, unless nothing is to fail.
if [ "$code" -ge "$limit" ]; then exit "$code"; fi
