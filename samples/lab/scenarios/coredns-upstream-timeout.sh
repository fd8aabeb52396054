# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-upstream-timeout
BLAME=true
SERVER=10.20.0.53
FAULT="The upstream that the cluster DNS forwards to swallows packets: names outside the cluster end in SERVFAIL after 6 s, those of the cluster are answered at once."

servers() {
    cluster_dns 10.244.0.2
    cluster_dns 10.244.0.3
}

before_load() {
    swallow "ip daddr 10.20.0.53"
}
