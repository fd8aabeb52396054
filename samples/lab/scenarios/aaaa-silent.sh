# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=aaaa-silent
BLAME=true
SERVER=10.20.0.53
FAULT="AAAA queries for example.org are never answered, those for A at once."

servers() {
    cluster_dns 10.244.0.2 fault=example.org:drop-aaaa
    cluster_dns 10.244.0.3 fault=example.org:drop-aaaa
    upstream_dns
}
