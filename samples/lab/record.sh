#!/usr/bin/env bash
# Records one DNS incident: record.sh SCENARIO OUTDIR (see README.md).
set -euo pipefail
export TZ=UTC LC_ALL=C

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/net.sh
. "$LAB/lib/net.sh"
# shellcheck source=lib/texts.sh
. "$LAB/lib/texts.sh"
# shellcheck source=lib/standins.sh
. "$LAB/lib/standins.sh"

SCENARIOS=$(cd "$LAB/scenarios" && echo *.sh | sed "s/\.sh//g")
BACKENDS="inventory cart profile shipping pricing.shop stock.shop payments.example.org rates.example.org"
THREADS=24
JVM_OPTIONS=(-Xmx64m -XX:+UseSerialGC -Dsun.net.inetaddr.ttl=3)

die() {
    echo "record.sh: $*" >&2
    exit 1
}

[ $# -eq 2 ] || die "usage: record.sh SCENARIO OUTDIR; scenarios: $SCENARIOS"
SCENARIO=$1
[[ " $SCENARIOS " == *" $SCENARIO "* ]] || die "unknown scenario $SCENARIO; there are: $SCENARIOS"
[ "$(id -u)" = 0 ] || die "needs root (network namespaces)"
for need in ip:iproute2 nft:nftables tcpdump:tcpdump javac:openjdk-17-jdk-headless \
    jstack:openjdk-17-jdk-headless sysctl:procps flock:util-linux awk:mawk; do
    command -v "${need%%:*}" >/dev/null || die "${need%%:*} is missing: apt-get install ${need##*:}"
done
mkdir -p "$2"
OUT=$(cd "$2" && pwd)
NAME=$(basename "$OUT")

exec 9>"/run/dnswhy-lab${LAB_ID:+-$LAB_ID}.lock"
flock -w 10 9 || die "another recording is running"
WORK=$(mktemp -d)
DURING_PID=""

stop() { # stop SIGNAL PID: ends it and waits until it is gone
    kill -s "$1" "$2" 2>/dev/null || true
    wait "$2" 2>/dev/null || true
}

tear_down() {
    trap - EXIT
    [ -z "$DURING_PID" ] || stop KILL "$DURING_PID"
    disown -a # no message for each process that is killed now
    net_down # ends all other processes
    rm -rf "$WORK"
}
trap tear_down EXIT
trap 'exit 130' INT TERM

# start_dns NAMESPACE TEMPLATE ADDRESS: an unbound with conf/common and the template; its process id is in $DNS_PID
start_dns() {
    local conf="$WORK/$2-$3.conf"
    cat "$LAB/conf/common.conf.in" "$LAB/conf/$2.conf.in" | sed "s/@ADDR@/$3/" >"$conf"
    ip netns exec "$1" unbound -c "$conf" 2>>"$WORK/unbound-$3.log" &
    DNS_PID=$!
}

event() { # event TEXT: for the truth, with the time
    echo "$(date +%FT%T.%3NZ) $1" >>"$WORK/events"
}

CORE_UPSTREAM=10.20.0.53
CORE_CLUSTER=10.96.0.10
CAPTURE_NS=$POD
CAPTURE_WHERE="in the pod"
LOAD_SECONDS=70
PER_SECOND=5
BLAME=true
NODE_LOCAL_POD="1/1|Running|0|34m"
SERVER=$CACHE_ADDRESS
CAPTURE_ALONE="" # the cause that the capture shows without the texts, where it is another one
DNS_SOFTWARE=standin
SERVICE_MODE=plain # what the service does besides calling the backend (OrdersService)
BACKEND_DELAY=0

# A scenario sets what differs, and may define: resolver (edits the pod's files), servers, before_load, during_load (in the background)
# and after_load (sets NODE_LOCAL_POD as of NOW).
resolver() { :; }
servers() {
    if [ $DNS_SOFTWARE = unbound ]; then
        start_dns $CP coredns 10.244.0.2
        start_dns $CP coredns 10.244.0.3
        start_dns $CP upstream 10.20.0.53
    else
        cluster_dns 10.244.0.2
        cluster_dns 10.244.0.3
        upstream_dns
    fi
}
before_load() { :; }
after_load() { :; }
# shellcheck source=/dev/null
. "$LAB/scenarios/$SCENARIO.sh"
if [ $DNS_SOFTWARE = unbound ] && ! command -v unbound >/dev/null; then
    die "unbound is missing: apt-get install unbound"
fi

echo "== $NAME: $SCENARIO"
rm -f "$OUT"/{app.cap,app.log,jstack-{1,2,3}.txt,resolv.conf,coredns-{1,2}.log,kube-proxy.log,kubectl-get-pods.txt} \
    "$OUT"/{Corefile-node-local-dns,node-local-dns.log}
mkdir "$WORK/classes" "$WORK/etc"
find "$LAB/java" -name '*.java' -exec javac -d "$WORK/classes" {} +
cp "$LAB"/conf/etc/* "$WORK/etc/"
if [ -z "$NODE_LOCAL_POD" ]; then
    sed -i "/^nameserver $CACHE_ADDRESS/d" "$WORK/etc/resolv.conf"
fi
resolver
net_up "$WORK/etc"

servers
ip netns exec $CP java -Xmx32m -XX:+UseSerialGC -cp "$WORK/classes" org.example.lab.Backend 8080 $BACKEND_DELAY &
ip netns exec $CP tcpdump -Z root -nn -i eth0 -s0 -U -w "$WORK/endpoints.cap" port 53 2>"$WORK/endpoints.txt" &
ENDPOINTS_PID=$!
sleep 2

# the texts that describe the state before the load begins
BEGIN=$(date +%s)
DEPLOYED=$((BEGIN - 34 * 60))
kube_proxy_log "$DEPLOYED" >"$OUT/kube-proxy.log"
if [ -n "$NODE_LOCAL_POD" ]; then
    corefile $CORE_CLUSTER $CORE_UPSTREAM >"$OUT/Corefile-node-local-dns"
fi
before_load

ip netns exec $CAPTURE_NS tcpdump -Z root -i any -s0 -U -w "$OUT/app.cap" port 53 2>"$WORK/tcpdump.txt" &
TCPDUMP_PID=$!
sleep 1
ip netns exec $POD java "${JVM_OPTIONS[@]}" -cp "$WORK/classes" org.example.orders.OrdersService 8080 $THREADS "$WORK/lookups.tsv" $SERVICE_MODE >"$OUT/app.log" 2>&1 &
SERVICE_PID=$!
sleep 2
if declare -F during_load >/dev/null; then
    during_load &
    DURING_PID=$!
    sleep 1
fi
event "load starts"
# shellcheck disable=SC2086
ip netns exec $NODE java -Xmx48m -XX:+UseSerialGC -cp "$WORK/classes" org.example.lab.Load http://10.244.1.17:8080/orders/ \
    $PER_SECOND $LOAD_SECONDS "$WORK/requests.tsv" $BACKENDS &
LOAD_PID=$!
sleep 25
for i in 1 2 3; do
    event "jstack-$i.txt"
    in_ns $POD jstack -l $SERVICE_PID >"$OUT/jstack-$i.txt"
    [ $i = 3 ] || sleep 4.5
done
wait $LOAD_PID # ends when the last request is answered, at most 90 s after the load
event "last request answered"
stop TERM $SERVICE_PID
sleep 1
stop TERM $TCPDUMP_PID
stop TERM $ENDPOINTS_PID
if [ -n "$DURING_PID" ]; then
    stop KILL "$DURING_PID"
    DURING_PID=""
fi

# restarts and ages that fit the events, as of now
NOW=$(date +%s)
after_load
kubectl_get_pods "$NODE_LOCAL_POD" >"$OUT/kubectl-get-pods.txt"
cp "$WORK/etc/resolv.conf" "$OUT/resolv.conf"
if [ $DNS_SOFTWARE = unbound ]; then
    coredns_log "$WORK/endpoints.cap" 10.244.0.2 >"$OUT/coredns-1.log"
    coredns_log "$WORK/endpoints.cap" 10.244.0.3 >"$OUT/coredns-2.log"
    SERVERS="unbound $(unbound -V | sed -n '1s/^Version //p')"
    LOG_ORIGIN="the query lines in CoreDNS's format, written by the script from the packets captured at the two endpoints (the servers are unbound); the first four lines are written by the script"
else
    SERVERS="stand-ins (java/org/example/lab/StandIn.java)"
    LOG_ORIGIN="written by the stand-ins in CoreDNS's format"
fi

# the truth and the description
count() { tcpdump -nn -r "$OUT/app.cap" "$1" 2>/dev/null | grep -c . || true; }
PACKETS=""
for server in $CACHE_ADDRESS 10.96.0.10; do
    PACKETS+="${PACKETS:+, }\"$server\": {\"queries\": $(count "udp and dst host $server"), \"answers\": $(count "udp and src host $server")}"
done
EVENTS=""
while read -r time what; do
    EVENTS+="${EVENTS:+, }{\"time\": \"$time\", \"what\": \"$what\"}"
done < <(sort "$WORK/events")
DROPPED=$(awk '/dropped by kernel/ {print $1}' "$WORK/tcpdump.txt")
JAVA_VERSION=$(java -version 2>&1 | sed -n 2p)
LIBC=$(getconf GNU_LIBC_VERSION)
TCPDUMP_VERSION=$(tcpdump --version 2>&1 | head -n 1)
java -cp "$WORK/classes" org.example.lab.Truth "$WORK/lookups.tsv" "$WORK/requests.tsv" "$OUT.truth.json" \
    scenario "$SCENARIO" dnsToBlame "@$BLAME" rootCause "$ROOT_CAUSE" \
    rootCauseFromCaptureAlone "${CAPTURE_ALONE:-$ROOT_CAUSE}" affectedServer "$SERVER" fault "$FAULT" \
    capture "@{\"file\": \"app.cap\", \"command\": \"tcpdump -i any -s0 port 53 -w app.cap\", \"where\": \"$CAPTURE_WHERE\", \"droppedByKernel\": $DROPPED}" \
    packetsInCapture "@{$PACKETS}" events "@[$EVENTS]"

truth_value() { sed -n "s/^  \"$1\": {\(.*\)},\$/\1/p" "$OUT.truth.json" | tr -d '"'; }
{
    echo "# $NAME"
    echo
    echo "Recorded on $(date -d "@$BEGIN" +'%F %T') UTC with \`samples/lab/record.sh $SCENARIO OUTDIR\`."
    echo
    echo "**Fault.** $FAULT"
    echo
    echo "**How.** A real Java service in a network namespace (pod 10.244.1.17) gets $PER_SECOND requests a second for $LOAD_SECONDS s and calls"
    echo "one backend per request by name (${BACKENDS// /, }). The service's JVM"
    echo "caches names for 3 s (\`${JVM_OPTIONS[*]}\`). Capture $CAPTURE_WHERE: \`tcpdump -i any -s0 port 53 -w app.cap\`,"
    echo "$DROPPED packets dropped by the kernel. Dumps: \`jstack -l\`, three times, about 5 s apart."
    echo
    echo "**Versions.** $JAVA_VERSION; $LIBC; DNS servers: $SERVERS; $TCPDUMP_VERSION;"
    echo "kernel $(uname -r | cut -d- -f1). All clocks are UTC."
    echo
    echo "| file | origin |"
    echo "|---|---|"
    echo "| app.cap, jstack-1.txt to jstack-3.txt, app.log, resolv.conf | real |"
    echo "| coredns-1.log, coredns-2.log | $LOG_ORIGIN |"
    echo "| kube-proxy.log, kubectl-get-pods.txt | written by the script in the public formats, with times that fit this recording |"
    if [ -n "$NODE_LOCAL_POD" ]; then
        echo "| Corefile-node-local-dns, node-local-dns.log | written by the script in the public formats, with times that fit this recording; the cache itself, where there is one, is one of the DNS servers above |"
    fi
    echo
    echo "**Truth** (\`$NAME.truth.json\`). The service times every \`InetAddress.getAllByName\`; only real lookups count, not the"
    echo "threads that wait for one nor the answers from the JVM's cache (they are told apart by the identity of the returned addresses)."
    echo
    echo "- DNS to blame: $BLAME; root cause: \`$ROOT_CAUSE\`"
    echo "- lookups: $(truth_value lookups)"
    echo "- requests, as the load generator saw them: $(truth_value requests)"
    if [ $CAPTURE_NS = $POD ]; then
        echo "- packets in the capture: $(truth_value packetsInCapture)"
    fi
} >"$OUT.md"
grep -A9 '^- DNS' "$OUT.md"
du -sh "$OUT" | cut -f1
