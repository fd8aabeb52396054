# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-endpoint-slow
BLAME=true
SERVER=10.244.0.3
FAULT="One of the two endpoints takes 1.2 s for each answer, the other one less than a millisecond."
CAPTURE_NS=$NODE
CAPTURE_WHERE="on the node"

servers() {
    cluster_dns 10.244.0.2
    cluster_dns 10.244.0.3 service=1200
    upstream_dns
}
