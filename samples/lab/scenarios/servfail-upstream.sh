# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=servfail-upstream
BLAME=true
SERVER=10.20.0.53
FAULT="The upstream answers SERVFAIL for example.org, whose delegation is broken; example.net is well."
BACKENDS="$BACKENDS api.example.net"

servers() {
    cluster_dns 10.244.0.2
    cluster_dns 10.244.0.3
    upstream_dns fault=example.org:servfail
}
