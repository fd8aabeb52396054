# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=node-local-upstream-timeout
BLAME=true
SERVER=169.254.20.10
FAULT="The node-local cache is up, but its path to the cluster DNS is not: names it does not know end in SERVFAIL after 6 s."
NODE_LOCAL_POD="1/1|Running|0|34m"

servers() {
    cluster_dns 10.244.0.2
    cluster_dns 10.244.0.3
    upstream_dns
}

before_load() {
    node_cache_start "$DEPLOYED" "$OUT/Corefile-node-local-dns" yes >"$OUT/node-local-dns.log"
    cache_interface_up
    standin $NODE $CACHE_ADDRESS node-local-dns forward=10.96.0.10
    swallow "ip saddr 192.168.49.3 ip daddr { 10.244.0.2, 10.244.0.3 }"
}
