# shellcheck shell=bash
DNS_SOFTWARE=unbound
LOAD_SECONDS=60
PER_SECOND=6
BLAME=false
SERVER=none
ROOT_CAUSE=none
FAULT="None. The node-local cache answers, from its memory or from the cluster DNS (TCP) and the upstream (UDP)."

before_load() {
    node_cache_start "$DEPLOYED" "$OUT/Corefile-node-local-dns" yes >"$OUT/node-local-dns.log"
    cache_interface_up
    start_dns $NODE node-local $CACHE_ADDRESS
}
