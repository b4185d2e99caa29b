#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks data in parts with GNU parallel, each part as one job, and goes on
# where it was interrupted: what --joblog says is done is not run again.
#
#   parts.sh WORK PADA PART...      the merged report: WORK/report.jsonl
#
# A part is a folder. SKPCHECK names the tool, SKPCHECK_FLAGS more options (as
# --policy=FILE or --boundary-key=FILE), JOBS how many run at once. With
# parallel's --sshlogin the same lines run on other machines that see the
# folders.
set -eu
if [ $# -lt 3 ]; then
    echo "usage: parts.sh WORK PADA PART..." >&2
    exit 2
fi
work=$1 pada=$2
shift 2
mkdir -p "$work"
export SKPCHECK="${SKPCHECK:-skpcheck}" SKPCHECK_FLAGS="${SKPCHECK_FLAGS-}"
export WORK="$work" PADA="$pada"

# Another list of parts or another day is another work.
printf '%s\n' "$PADA" "$SKPCHECK_FLAGS" "$@" >"$work/asked.new"
if [ -e "$work/asked" ] && ! cmp -s "$work/asked" "$work/asked.new"; then
    echo "parts.sh: $work is of other parts, options or another day" >&2
    exit 2
fi
mv "$work/asked.new" "$work/asked"

# each STEP COMMAND PART...: the command for every part that has not had it. A
# job may end with 1, which says that there are findings.
each() {
    step=$1 command=$2
    shift 2
    # shellcheck disable=SC2016 # the jobs' shells expand it
    parallel --will-cite --jobs "${JOBS:-100%}" --resume-failed \
        --joblog "$work/$step.log" --halt now,fail=1 \
        "$command"' || [ $? -eq 1 ]' ::: "$@"
}

# merge NAME SUFFIX PART...: the files of all parts, in order; 1 says that
# another round is needed
merge() {
    name=$1 suffix=$2 i=0 status=0
    shift 2
    for part; do
        i=$((i + 1))
        shift
        set -- "$@" "$work/$i.$suffix"
    done
    "$SKPCHECK" merge --quiet -o "$work/$name" "$@" || status=$?
    [ "$status" -le 1 ]
}

flags='--pada="$PADA" $SKPCHECK_FLAGS --part={}'
each 1 '"$SKPCHECK" check '"$flags"' --emit-boundary="$WORK"/{#}.b1' "$@"
merge solved1 b1 "$@"
for round in 2 3; do
    known=$((round - 1))
    each "$round" '"$SKPCHECK" check '"$flags"' --boundary="$WORK"/solved'$known\
' --emit-boundary="$WORK"/{#}.b'$round "$@"
    merge "solved$round" "b$round" "$@"
done
each check '"$SKPCHECK" check '"$flags"' --boundary="$WORK"/solved3 '\
'--format=jsonl -o "$WORK"/{#}.jsonl' "$@"
merge report.jsonl jsonl "$@"
