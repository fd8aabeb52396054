#!/bin/bash
# Shows that attacks cost time and memory in proportion to their size, and no more memory than the limits allow.
#
#   benchmarks/attack.sh [-n FRAMES] [-t SECONDS] [ATTACK...]
#
# Each attack (all of them, see Attack.java) is generated with FRAMES frames (125000), twice, four and eight times as many, and
# analysed in a process of its own. Prints for each size processor seconds and peak resident MiB; "growth" is how many times as long
# the largest took as the one before it: 2 is linear. A run that takes longer than SECONDS (120) is ended. DNSWHY_JAVA_OPTS
# counts, "-Xmx1g" for example.
set -euo pipefail
# shellcheck source=benchmarks/shared.sh
. "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

frames=125000
seconds=120
while getopts n:t: option; do
    case $option in
        n) frames=$OPTARG ;;
        t) seconds=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[[ $frames =~ ^[1-9][0-9]*$ && $seconds =~ ^[1-9][0-9]*$ ]] || usage
[ -x /usr/bin/time ] || { echo "GNU time is needed ('apt install time')" >&2; exit 2; }

build
attacks=("$@")
[ $# -gt 0 ] || mapfile -t attacks < <(generate AttackCapture)

machine
printf '%-24s' "s / MiB for frames"
for factor in 1 2 4 8; do printf '%16s' $((factor * frames)); done
printf '%8s\n' growth
for attack in "${attacks[@]}"; do
    printf '%-24s' "$attack"
    before=
    growth=
    for factor in 1 2 4 8; do
        generate AttackCapture "$attack" $((factor * frames)) "$work/attack.pcap"
        status=0
        timeout "$seconds" /usr/bin/time -f '%U %S %M' -o "$work/cost" "$home/dnswhy" -f json -o "$work/report" \
            "$work/attack.pcap" < /dev/null > "$work/out" 2> "$work/err" || status=$?
        if [ $status -ne 0 ]; then
            printf '%16s' "exit $status"
            [ $status -eq 124 ] || tail -n 3 "$work/err" >&2
            before=
            growth=
            continue
        fi
        read -r user system kibibytes < "$work/cost"
        hundredths=$((10#${user/./} + 10#${system/./}))
        printf '%6d.%02d %6d' $((hundredths / 100)) $((hundredths % 100)) $((kibibytes / 1024))
        growth=
        [ -z "$before" ] || growth=$((100 * hundredths / before))
        before=$((hundredths > 0 ? hundredths : 1))
    done
    printf '%8s\n' "${growth:+$((growth / 100)).$(printf %02d $((growth % 100)))}"
done
