# shellcheck shell=bash
DNS_SOFTWARE=unbound
CORE_UPSTREAM=$CACHE_ADDRESS
ROOT_CAUSE=node-local-crashloop-forwarding-loop
CAPTURE_ALONE=node-local-cache-down-silent
FAULT="The address 169.254.20.10 is on no interface of the node: queries to it leave by the default route and vanish without an ICMP error. The second nameserver, the cluster DNS, is healthy. The story told by the texts: the cache forwards to itself, crashed for the last time two and a half minutes before, is in its back-off of five minutes, and its left-over interface was deleted by hand."

before_load() {
    {
        node_cache_start $((BEGIN - 151)) "$OUT/Corefile-node-local-dns" no
        loop_fatal
    } >"$OUT/node-local-dns.log"
}

after_load() {
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|10 ($(age $((NOW - BEGIN + 151))) ago)|34m"
}
