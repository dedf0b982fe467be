#!/usr/bin/env bash
# What the pull request changes in the plan, as a comment and in the step summary.
# The base of the comparison is the first argument, else the branch that the pull request is to
# be merged into. Inputs come as variables, as in validate.sh, which runs this.
set -uo pipefail

if [[ -z "${GITHUB_BASE_REF:-}" ]]; then
  echo "::notice::plantool: this run is for no pull request, so there is nothing to comment on"
  exit 0
fi
base="${1:-origin/$GITHUB_BASE_REF}"
file="$RUNNER_TEMP/plantool-diff.md"
options=(--color never)
[[ -n "$INPUT_PLAN" ]] && options+=(--plan "$INPUT_PLAN")
[[ -n "$INPUT_LANG" ]] && options+=(--lang "$INPUT_LANG")

text=(--failed) # without another text, the comment that is there would be out of date
if [[ -d "$base" ]]; then # a folder of that name in the pull request would be compared instead
  echo "::error::plantool: a folder has the name of the base, so it is not compared"
  compared=2
else
  "$PLANTOOL" "${options[@]}" diff --keep-going --format markdown -- "$base" > "$file"
  compared=$?
  if ((compared <= 1)) && [[ -s "$file" ]]; then # 1: a plan with errors, of which the text says so
    compared=0
    text=("$file")
    cat "$file" >> "$GITHUB_STEP_SUMMARY"
  fi
fi

"$PLANTOOL" "${options[@]}" comment "${text[@]}"
code=$?
if ((code == 3)) && [[ "${HEAD_REPOSITORY:-}" != "$GITHUB_REPOSITORY" ]]; then # its token only reads
  echo "::notice::plantool: the pull request comes from a fork, so its changes stand in the step" \
    "summary only; docs/ci/README.md shows how to comment all the same"
  code=0
fi
exit "$((compared > code ? compared : code))"
