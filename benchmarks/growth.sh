#!/bin/bash
# Shows how the cost of an analysis grows with packets, names, clients, the share of lost answers and the share of TCP.
#
#   benchmarks/growth.sh [-n RUNS] [-p PACKETS] [-o DIRECTORY] [DIMENSION...]
#
# For each dimension (all of packets, names, clients, lost, tcp) captures of five sizes are generated, PACKETS (1000000) long unless
# packets are what grows, and each is analysed RUNS times (3), in turns, by a process of its own. Writes growth.csv with every run,
# and growth.svg with a column of panels for each dimension, into DIRECTORY (benchmarks). DNSWHY_JAVA_OPTS counts. Needs GNU time
# and room for five captures in the directory for temporary files.
set -euo pipefail
# shellcheck source=benchmarks/shared.sh
. "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

runs=3
packets=1000000
directory=$home/benchmarks
while getopts n:p:o: option; do
    case $option in
        n) runs=$OPTARG ;;
        p) packets=$OPTARG ;;
        o) directory=$OPTARG ;;
        *) usage ;;
    esac
done
shift $((OPTIND - 1))
[[ $runs =~ ^[1-9][0-9]*$ && $packets =~ ^[1-9][0-9]{3,}$ && -d $directory ]] || usage
[ -x /usr/bin/time ] || { echo "GNU time is needed ('apt install time')" >&2; exit 2; }
dimensions=("$@")
[ $# -gt 0 ] || dimensions=(packets names clients lost tcp)

# What a dimension has at its five sizes. There is a lookup for each four packets or so: names and clients are all met.
sizes() {
    case $1 in
        packets) echo $((packets / 4)) $((packets / 2)) "$packets" $((2 * packets)) $((4 * packets)) ;;
        names | clients) echo $((packets / 1000)) $((packets / 50)) $((packets / 20)) $((packets / 10)) $((packets / 5)) ;;
        lost | tcp) echo 0 5 10 20 40 ;;
        *) usage ;;
    esac
}

# The generator's settings for one size; the later ones count.
settings() {
    echo packets="$packets"
    case $1 in
        lost | tcp) echo "$1=$((10 * $2))" ;; # thousandths
        *) echo "$1=$2" ;;
    esac
}

for dimension in "${dimensions[@]}"; do
    sizes "$dimension" > /dev/null
done
build
csv=$directory/growth.csv
echo "# $packets packets unless they grow, $runs runs; $(machine)" > "$csv"
echo dimension,size,octets,wall_s,cpu_s,peak_mib >> "$csv"
for dimension in "${dimensions[@]}"; do
    read -r -a all <<< "$(sizes "$dimension")"
    for size in "${all[@]}"; do
        mapfile -t settings < <(settings "$dimension" "$size")
        generate TrafficCapture "$work/$size.pcap" "${settings[@]}"
        cat "$work/$size.pcap" > /dev/null
    done
    for ((run = 0; run < runs; run++)); do
        for size in "${all[@]}"; do
            start=${EPOCHREALTIME//[.,]/}
            /usr/bin/time -q -f '%U %S %M' -o "$work/cost" "$home/dnswhy" "$work/$size.pcap" \
                < /dev/null > "$work/out" 2> "$work/err"
            end=${EPOCHREALTIME//[.,]/}
            awk -v start="$start" -v end="$end" -v head="$dimension,$size,$(wc -c < "$work/$size.pcap")" \
                '{ printf "%s,%.3f,%.2f,%.0f\n", head, (end - start) / 1e6, $1 + $2, $3 / 1024 }' "$work/cost" >> "$csv"
        done
    done
    rm "$work/"*.pcap
done
generate GrowthPlot "$csv" "$directory/growth.svg"
echo "$csv, $directory/growth.svg"
