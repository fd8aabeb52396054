# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=slow-authority
BLAME=true
SERVER=10.20.0.53
FAULT="The upstream takes 1.8 s for names of example.org, as when their servers are far or overloaded; the others are quick."
BACKENDS="$BACKENDS api.example.net"

servers() {
    cluster_dns 10.244.0.2
    cluster_dns 10.244.0.3
    upstream_dns fault=example.org:1800
}
