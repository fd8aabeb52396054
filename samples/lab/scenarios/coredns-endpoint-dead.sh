# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-endpoint-dead
BLAME=true
SERVER=10.96.0.10
FAULT="One of the two endpoints behind 10.96.0.10 swallows packets (its node is gone); the other one is healthy."
CAPTURE_NS=$NODE
CAPTURE_WHERE="on the node"

servers() {
    cluster_dns 10.244.0.2
    upstream_dns
}

before_load() {
    swallow "ip daddr 10.244.0.3"
}
