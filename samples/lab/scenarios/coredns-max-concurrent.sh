# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-max-concurrent
BLAME=true
SERVER=10.96.0.10
FAULT="The upstream takes 1.5 s for each answer and the cluster DNS forwards no more than two queries at a time: the others are REFUSED at once."
BACKENDS="$BACKENDS api.example.net"

servers() {
    cluster_dns 10.244.0.2 max-concurrent=2
    cluster_dns 10.244.0.3 max-concurrent=2
    upstream_dns fault=.:1500
}
