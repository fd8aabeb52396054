#!/bin/bash
# Times whole processes on one capture: dnswhy, and whichever of tshark, tcpdump, dnstop, dnsscope, dnscap and gzip are installed.
#
#   benchmarks/run.sh [-n ROUNDS] [-p PACKETS] [CAPTURE]
#
# Without a capture, one of PACKETS packets (1000000) is generated. After a round that is not counted, each program runs once in
# each of ROUNDS rounds (5), so that a busy moment of the machine hits all of them. Prints the median and the least time, and how
# many times as long as each program dnswhy took: the median of the ratios of the rounds. They do not do the same work: tcpdump
# prints each packet, dnscap writes the DNS packets, tshark, dnstop and dnsscope count, gzip unpacks, dnswhy judges. With GNU time
# it prints processor time and peak memory, too.
set -euo pipefail
# shellcheck source=benchmarks/shared.sh
. "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

rounds=5
packets=1000000
while getopts n:p: option; do
    case $option in
        n) rounds=$OPTARG ;;
        p) packets=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[[ $# -le 1 && $rounds =~ ^[1-9][0-9]*$ && $packets =~ ^[1-9][0-9]*$ ]] || usage

build
if [ $# -eq 1 ]; then
    capture=$(realpath -- "$1")
else
    capture=$work/generated.pcap
    generate TrafficCapture "$capture" packets="$packets" tcp=10
fi
case $capture in
    *.gz) compressed=$capture ;;
    *)
        compressed=$work/compressed.pcap.gz
        ! command -v gzip > /dev/null || gzip -c "$capture" > "$compressed"
        ;;
esac

# dnsscope and dnscap leave files where they run.
mkdir "$work/left"
cd "$work/left"
timed=()
[ ! -x /usr/bin/time ] || timed=(/usr/bin/time -q -f '%U %S %M' -o "$work/cost")

run() {
    case $1 in
        dnswhy) set -- "$home/dnswhy" "$capture" ;;
        dnswhy-1-thread) set -- "$home/dnswhy" --threads 1 "$capture" ;;
        tshark) set -- tshark -n -r "$capture" -q -z dns,tree ;;
        tcpdump) set -- tcpdump -nn -r "$capture" ;;
        dnstop) set -- dnstop -l 5 "$capture" ;;
        dnsscope) set -- dnsscope "$capture" ;;
        dnscap) set -- dnscap -r "$capture" -w "$work/left/dnscap" ;;
        dnswhy-gz) set -- "$home/dnswhy" "$compressed" ;;
        gzip) set -- gzip -dc "$compressed" ;;
    esac
    "${timed[@]}" "$@" < /dev/null > "$work/out" 2> "$work/err"
}

# Times programs against the first of them.
compare() {
    local ours=$1 program start end round
    local programs=()
    for program in "$@"; do
        case $program in
            dnswhy*) ;;
            *) command -v "$program" > /dev/null || continue ;;
        esac
        if run "$program"; then
            programs+=("$program")
        else
            echo "$program fails, left out: $(tail -n 1 "$work/err")" >&2
        fi
    done
    [ "${programs[0]:-}" = "$ours" ] || exit 1
    for ((round = 0; round < rounds; round++)); do
        for program in "${programs[@]}"; do
            start=${EPOCHREALTIME//[.,]/}
            run "$program"
            end=${EPOCHREALTIME//[.,]/}
            echo $((end - start)) >> "$work/$program.micros"
            [ ${#timed[@]} -eq 0 ] || awk '{ printf "%.2f %.0f\n", $1 + $2, $3 / 1024 }' "$work/cost" >> "$work/$program.cost"
            rm -rf "$work/left/"*
        done
    done
    printf '%-16s%10s%10s%10s%10s%18s\n' '' 'median s' 'least s' 'cpu s' 'RSS MiB' "$ours takes"
    for program in "${programs[@]}"; do
        printf '%-16s%10s%10s%10s%10s%16s x\n' "$program" \
            "$(median < "$work/$program.micros" | awk '{ printf "%.3f", $1 / 1e6 }')" \
            "$(sort -n "$work/$program.micros" | awk 'NR == 1 { printf "%.3f", $1 / 1e6 }')" \
            "$([ ! -f "$work/$program.cost" ] || cut -d ' ' -f 1 "$work/$program.cost" | median)" \
            "$([ ! -f "$work/$program.cost" ] || cut -d ' ' -f 2 "$work/$program.cost" | median)" \
            "$(paste "$work/$ours.micros" "$work/$program.micros" | awk '{ print $1 / $2 }' | median | awk '{ printf "%.2f", $1 }')"
    done
}

machine
echo "$(wc -c < "$capture") octets, $rounds rounds"
compare dnswhy dnswhy-1-thread tshark tcpdump dnstop dnsscope dnscap
if [ -f "$compressed" ]; then
    echo
    echo "$(wc -c < "$compressed") octets, compressed with gzip"
    compare dnswhy-gz gzip
fi
