#!/usr/bin/env bash
# The action's own step: validates, annotates, writes the step summary and, if asked, SARIF and
# the comment with the changes.
# Inputs come as INPUT_… variables; the plantool to run is $PLANTOOL.
set -uo pipefail

options=(--level "$INPUT_LEVEL" --fail-level "$INPUT_FAIL_LEVEL")
[[ -n "$INPUT_PLAN" ]] && options+=(--plan "$INPUT_PLAN")
[[ -n "$INPUT_LANG" ]] && options+=(--lang "$INPUT_LANG")
[[ -n "$INPUT_SELECT" ]] && options+=(--select "$INPUT_SELECT")
[[ -n "$INPUT_IGNORE" ]] && options+=(--ignore "$INPUT_IGNORE")
[[ -n "$INPUT_CHANGED_SINCE" ]] && options+=(--changed-since "$INPUT_CHANGED_SINCE")

if [[ -n "$INPUT_SARIF" ]]; then
  "$PLANTOOL" validate "${options[@]}" --format sarif > "$INPUT_SARIF"
  (($? <= 1)) || rm -f "$INPUT_SARIF" # there was no plan to look at; the reason comes below
fi
"$PLANTOOL" validate "${options[@]}" --format github
code=$?
if [[ "$INPUT_DIFF" == true ]]; then # what was found is no reason to hide what changed
  bash "$(dirname "${BASH_SOURCE[0]}")/comment.sh" "$INPUT_BASE"
  commented=$?
  ((commented <= code)) || code=$commented
fi
echo "exit-code=$code" >> "$GITHUB_OUTPUT"
exit "$code"
