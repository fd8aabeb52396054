#!/usr/bin/env bash
# Records scenarios one after the other, one to two minutes each: record-all.sh DIRECTORY [SCENARIO...] (all without names)
set -euo pipefail

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TO=${1:?usage: record-all.sh DIRECTORY [SCENARIO...]}
shift
if [ $# = 0 ]; then
    cd "$LAB/scenarios"
    set -- *.sh
fi
for scenario; do
    scenario=${scenario%.sh}
    "$LAB/record.sh" "$scenario" "$TO/$scenario"
done
