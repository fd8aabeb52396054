#!/bin/bash
# Times whole processes on one capture: dnswhy, and whichever of tshark, tcpdump, dnstop and dnsscope are installed.
#
#   benchmarks/run.sh [-n RUNS] [-p PACKETS] [CAPTURE]
#
# Without a capture, one of PACKETS packets (1000000) is generated. Each program runs RUNS times (5) after one run that is not
# counted, in turns, so that a busy moment of the machine hits all of them. Prints medians, and how many times as long as dnswhy
# each took. They do not do the same work: tcpdump prints each packet, tshark, dnstop and dnsscope count, dnswhy judges.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

runs=5
packets=1000000
while getopts n:p: option; do
    case $option in
        n) runs=$OPTARG ;;
        p) packets=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[[ $# -le 1 && $runs =~ ^[1-9][0-9]*$ && $packets =~ ^[1-9][0-9]*$ ]] || usage

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 1 ]; then
    capture=$(realpath -- "$1")
else
    capture=$work/generated.pcap
    jar=$home/benchmarks/target/benchmarks.jar
    [ -f "$jar" ] || (cd "$home" && mvn -B -q -pl benchmarks -am package -Dmaven.test.skip=true)
    java -cp "$jar" io.github.dnswhy.benchmarks.EndlessCapture "$capture" "$packets"
fi

# dnsscope leaves files where it runs.
cd "$work"

run() {
    case $1 in
        dnswhy) "$home/dnswhy" "$capture" ;;
        tshark) tshark -n -r "$capture" -q -z dns,tree ;;
        tcpdump) tcpdump -nn -r "$capture" ;;
        dnstop) dnstop -l 3 "$capture" ;;
        dnsscope) dnsscope "$capture" ;;
    esac < /dev/null > "$work/out" 2> "$work/err"
}

programs=()
for program in dnswhy tshark tcpdump dnstop dnsscope; do
    [ "$program" = dnswhy ] || command -v "$program" > /dev/null || continue
    if run "$program"; then
        programs+=("$program")
    else
        echo "$program fails, left out: $(tail -n 1 "$work/err")" >&2
    fi
done
[ "${programs[0]:-}" = dnswhy ] || exit 1

for ((i = 0; i < runs; i++)); do
    for program in "${programs[@]}"; do
        start=${EPOCHREALTIME//[.,]/}
        run "$program"
        end=${EPOCHREALTIME//[.,]/}
        echo $((end - start)) >> "$work/$program"
    done
done

median() {
    sort -n "$work/$1" | sed -n "$(((runs + 1) / 2))p"
}

echo "$(date -u +%F), $(uname -sm), $(getconf _NPROCESSORS_ONLN) processors,$(uptime | sed 's/.*load/ load/')"
echo "$(wc -c < "$capture") octets, medians of $runs runs"
base=$(median dnswhy)
for program in "${programs[@]}"; do
    micros=$(median "$program")
    hundredths=$((100 * micros / base))
    printf '%-9s %4d.%03d s %5d.%02d\n' "$program" $((micros / 1000000)) $((micros / 1000 % 1000)) \
        $((hundredths / 100)) $((hundredths % 100))
done
