# shellcheck shell=bash
DNS_SOFTWARE=unbound
CORE_UPSTREAM=$CACHE_ADDRESS
CORE_CLUSTER=$CACHE_ADDRESS
ROOT_CAUSE=node-local-crashloop-forwarding-loop
CAPTURE_ALONE=node-local-cache-down-refused
FAULT="The cache forwards every name to its own address. It lives six seconds (queries end in SERVFAIL after 2 to 3 s, or in silence), is killed, and is started again after 5, 10, 20, 40 s. While it is dead its interface stays: ICMP port unreachable, rate limited and not in the capture. A real CoreDNS exits sooner after its start; here it lives longer so that both phases are visible."

before_load() {
    cache_interface_up
}

# The crash loop: alive for six seconds, then dead for 5, 10, 20, 40 s. The interface stays when the process dies:
# CoreDNS's fatal exit does not run node-cache's tear-down.
during_load() {
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

after_load() {
    local starts last_death
    starts=$(grep -c started "$WORK/events")
    last_death=$(awk '/died/ {time = $1} END {print time}' "$WORK/events")
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|$((starts - 1)) ($(age $((NOW - $(date -d "$last_death" +%s)))) ago)|$(age $((NOW - BEGIN)))"
}
