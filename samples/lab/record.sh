#!/usr/bin/env bash
# Records one DNS incident: record.sh SCENARIO OUTDIR (see README.md).
set -euo pipefail
export TZ=UTC LC_ALL=C

LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/net.sh
. "$LAB/lib/net.sh"
# shellcheck source=lib/texts.sh
. "$LAB/lib/texts.sh"

SCENARIOS="healthy node-local-dns-down node-local-dns-refused node-local-dns-loop conntrack-race"
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
for need in ip:iproute2 nft:nftables tcpdump:tcpdump unbound:unbound javac:openjdk-17-jdk-headless \
    jstack:openjdk-17-jdk-headless sysctl:procps flock:util-linux awk:mawk; do
    command -v "${need%%:*}" >/dev/null || die "${need%%:*} is missing: apt-get install ${need##*:}"
done
mkdir -p "$2"
OUT=$(cd "$2" && pwd)
NAME=$(basename "$OUT")

exec 9>/run/dnswhy-lab.lock
flock -w 10 9 || die "another recording is running"
WORK=$(mktemp -d)
CRASH_LOOP_PID=""

stop() { # stop SIGNAL PID: ends it and waits until it is gone
    kill -s "$1" "$2" 2>/dev/null || true
    wait "$2" 2>/dev/null || true
}

tear_down() {
    trap - EXIT
    [ -z "$CRASH_LOOP_PID" ] || stop KILL "$CRASH_LOOP_PID"
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

# The crash loop: alive for six seconds, then dead for 5, 10, 20, 40 s. The interface stays when the process dies:
# CoreDNS's fatal exit does not run node-cache's tear-down.
crash_loop() {
    local added=yes back_off
    for back_off in 5 10 20 40 80; do
        node_cache_start "$(date +%s)" "$OUT/Corefile-node-local-dns" $added >>"$OUT/node-local-dns.log"
        added=no
        start_dns $NODE node-local-loop $CACHE_ADDRESS
        event "cache started"
        in_ns $NODE sleep 6 # in the namespace: ends with it
        stop KILL "$DNS_PID"
        loop_fatal >>"$OUT/node-local-dns.log"
        event "cache died, back-off $back_off s"
        in_ns $NODE sleep "$back_off"
    done
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
case $SCENARIO in
healthy)
    LOAD_SECONDS=60
    PER_SECOND=6
    BLAME=false
    SERVER=none
    ROOT_CAUSE=none
    FAULT="None. The node-local cache answers, from its memory or from the cluster DNS (TCP) and the upstream (UDP)."
    ;;
node-local-dns-down)
    CORE_UPSTREAM=$CACHE_ADDRESS
    ROOT_CAUSE=node-local-crashloop-forwarding-loop
    CAPTURE_ALONE=node-local-cache-down-silent
    FAULT="The address 169.254.20.10 is on no interface of the node: queries to it leave by the default route and vanish without an ICMP error. The second nameserver, the cluster DNS, is healthy. The story told by the texts: the cache forwards to itself, crashed for the last time two and a half minutes before, is in its back-off of five minutes, and its left-over interface was deleted by hand."
    ;;
node-local-dns-refused)
    ROOT_CAUSE=node-local-cache-down-refused
    FAULT="Nothing listens on 169.254.20.10, but the interface with the address is still there: the kernel answers with ICMP port unreachable, limited to about one a second (net.ipv4.icmp_ratelimit) after a burst. The capture's filter, port 53, leaves the ICMP out."
    ;;
node-local-dns-loop)
    CORE_UPSTREAM=$CACHE_ADDRESS
    CORE_CLUSTER=$CACHE_ADDRESS
    LOAD_SECONDS=70
    ROOT_CAUSE=node-local-crashloop-forwarding-loop
    CAPTURE_ALONE=node-local-cache-down-refused
    FAULT="The cache forwards every name to its own address. It lives six seconds (queries end in SERVFAIL after 2 to 3 s, or in silence), is killed, and is started again after 5, 10, 20, 40 s. While it is dead its interface stays: ICMP port unreachable, rate limited and not in the capture. A real CoreDNS exits sooner after its start; here it lives longer so that both phases are visible."
    ;;
conntrack-race)
    CAPTURE_NS=$NODE
    CAPTURE_WHERE="on the node"
    NODE_LOCAL_POD=""
    SERVER=10.96.0.10
    ROOT_CAUSE=conntrack-race-a-aaaa
    FAULT="An nftables rule on the node drops, with a probability of 30 %, the second packet of a new UDP flow to port 53 that has no answer yet. So the second of the two parallel queries (A and AAAA from one socket) is lost, as in the race of conntrack entries. There is no node-local cache; the only nameserver is 10.96.0.10."
    ;;
esac

echo "== $NAME: $SCENARIO"
rm -f "$OUT"/{app.cap,app.log,jstack-{1,2,3}.txt,resolv.conf,coredns-{1,2}.log,kube-proxy.log,kubectl-get-pods.txt} \
    "$OUT"/{Corefile-node-local-dns,node-local-dns.log}
mkdir "$WORK/classes" "$WORK/etc"
find "$LAB/java" -name '*.java' -exec javac -d "$WORK/classes" {} +
cp "$LAB"/conf/etc/* "$WORK/etc/"
if [ -z "$NODE_LOCAL_POD" ]; then
    sed -i "/^nameserver $CACHE_ADDRESS/d" "$WORK/etc/resolv.conf"
fi
net_up "$WORK/etc"

start_dns $CP coredns 10.244.0.2
start_dns $CP coredns 10.244.0.3
start_dns $CP upstream 10.20.0.53
ip netns exec $CP java -Xmx32m -XX:+UseSerialGC -cp "$WORK/classes" org.example.lab.Backend 8080 &
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
case $SCENARIO in
healthy)
    node_cache_start "$DEPLOYED" "$OUT/Corefile-node-local-dns" yes >"$OUT/node-local-dns.log"
    cache_interface_up
    start_dns $NODE node-local $CACHE_ADDRESS
    ;;
node-local-dns-down)
    {
        node_cache_start $((BEGIN - 151)) "$OUT/Corefile-node-local-dns" no
        loop_fatal
    } >"$OUT/node-local-dns.log"
    ;;
node-local-dns-refused)
    # killed without a word: the log does not say why
    node_cache_start $((BEGIN - 140)) "$OUT/Corefile-node-local-dns" no >"$OUT/node-local-dns.log"
    cache_interface_up
    ;;
node-local-dns-loop)
    cache_interface_up
    ;;
conntrack-race)
    drop_second_query 30
    ;;
esac

ip netns exec $CAPTURE_NS tcpdump -Z root -i any -s0 -U -w "$OUT/app.cap" port 53 2>"$WORK/tcpdump.txt" &
TCPDUMP_PID=$!
sleep 1
ip netns exec $POD java "${JVM_OPTIONS[@]}" -cp "$WORK/classes" org.example.orders.OrdersService 8080 $THREADS "$WORK/lookups.tsv" >"$OUT/app.log" 2>&1 &
SERVICE_PID=$!
sleep 2
if [ "$SCENARIO" = node-local-dns-loop ]; then
    crash_loop &
    CRASH_LOOP_PID=$!
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
if [ -n "$CRASH_LOOP_PID" ]; then
    stop KILL "$CRASH_LOOP_PID"
    CRASH_LOOP_PID=""
fi

# restarts and ages that fit the events, as of now
NOW=$(date +%s)
case $SCENARIO in
node-local-dns-down)
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|10 ($(age $((NOW - BEGIN + 151))) ago)|34m"
    ;;
node-local-dns-refused)
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|10 ($(age $((NOW - BEGIN + 139))) ago)|34m"
    ;;
node-local-dns-loop)
    STARTS=$(grep -c started "$WORK/events")
    LAST_DEATH=$(awk '/died/ {time = $1} END {print time}' "$WORK/events")
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|$((STARTS - 1)) ($(age $((NOW - $(date -d "$LAST_DEATH" +%s)))) ago)|$(age $((NOW - BEGIN)))"
    ;;
esac
kubectl_get_pods "$NODE_LOCAL_POD" >"$OUT/kubectl-get-pods.txt"
cp "$WORK/etc/resolv.conf" "$OUT/resolv.conf"
coredns_log "$WORK/endpoints.cap" 10.244.0.2 >"$OUT/coredns-1.log"
coredns_log "$WORK/endpoints.cap" 10.244.0.3 >"$OUT/coredns-2.log"

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
UNBOUND_VERSION=$(unbound -V | head -n 1)
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
    echo "**Versions.** $JAVA_VERSION; $LIBC; DNS servers: unbound ${UNBOUND_VERSION#Version }; $TCPDUMP_VERSION;"
    echo "kernel $(uname -r | cut -d- -f1). All clocks are UTC."
    echo
    echo "| file | origin |"
    echo "|---|---|"
    echo "| app.cap, jstack-1.txt to jstack-3.txt, app.log, resolv.conf | real |"
    echo "| coredns-1.log, coredns-2.log | the query lines in CoreDNS's format, written by the script from the packets captured at the two endpoints (the servers are unbound); the first four lines are written by the script |"
    echo "| kube-proxy.log, kubectl-get-pods.txt | written by the script in the public formats, with times that fit this recording |"
    if [ -n "$NODE_LOCAL_POD" ]; then
        echo "| Corefile-node-local-dns, node-local-dns.log | written by the script in the public formats, with times that fit this recording; the cache itself, where there is one, is unbound |"
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
