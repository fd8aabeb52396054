#!/bin/sh
# Rewrites the parts of README.md that dnswhy itself can tell: the report of the sample incident and the table of causes.
# With --check it changes nothing and fails when they are not current.
set -eu
cd "$(dirname "$0")/.."

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

{
    echo '```'
    ./dnswhy samples/incidents/node-local-dns-down --width 90
    echo '```'
} > "$fresh/report"
{
    echo '| cause | what it is |'
    echo '|---|---|'
    # The causes that no input tells come after an empty line; they stand in docs/causes/README.md.
    ./dnswhy explain | sed '/^$/,$d' | while read -r id title; do
        page=docs/causes/$id.md
        if [ -f "$page" ]; then
            id="[$id]($page)"
        fi
        echo "| $id | $title |"
    done
} > "$fresh/causes"

awk -v parts="$fresh" '
    / -->$/ && /^<!-- [a-z]+:end/ { part = "" }
    part == "" { print }
    / -->$/ && /^<!-- [a-z]+:begin/ {
        part = $2
        sub(":begin", "", part)
        while ((getline line < (parts "/" part)) > 0) {
            print line
        }
    }
' README.md > "$fresh/README.md"

if cmp -s README.md "$fresh/README.md"; then
    exit 0
elif [ "${1:-}" = --check ]; then
    diff -u README.md "$fresh/README.md" >&2 || true
    echo "README.md is not current: run docs/update-readme.sh" >&2
    exit 1
fi
cp "$fresh/README.md" README.md
echo "README.md rewritten" >&2
