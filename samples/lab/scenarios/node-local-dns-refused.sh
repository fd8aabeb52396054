# shellcheck shell=bash
DNS_SOFTWARE=unbound
ROOT_CAUSE=node-local-cache-down-refused
FAULT="Nothing listens on 169.254.20.10, but the interface with the address is still there: the kernel answers with ICMP port unreachable, limited to about one a second (net.ipv4.icmp_ratelimit) after a burst. The capture's filter, port 53, leaves the ICMP out."

before_load() {
    # killed without a word: the log does not say why
    node_cache_start $((BEGIN - 140)) "$OUT/Corefile-node-local-dns" no >"$OUT/node-local-dns.log"
    cache_interface_up
}

after_load() {
    NODE_LOCAL_POD="0/1|CrashLoopBackOff|10 ($(age $((NOW - BEGIN + 139))) ago)|34m"
}
