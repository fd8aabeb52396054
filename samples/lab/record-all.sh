#!/usr/bin/env bash
# Records all scenarios, one after the other (about ten minutes): record-all.sh [DIRECTORY]
set -euo pipefail

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TO=${1:-$LAB/../incidents}
for scenario in healthy node-local-dns-down node-local-dns-refused node-local-dns-loop conntrack-race; do
    "$LAB/record.sh" "$scenario" "$TO/$scenario"
done
