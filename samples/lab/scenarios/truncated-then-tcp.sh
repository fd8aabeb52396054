# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None that costs: answers of the cluster DNS for example.org are truncated, and come over TCP."

servers() {
    cluster_dns 10.244.0.2 fault=example.org:truncate
    cluster_dns 10.244.0.3 fault=example.org:truncate
    upstream_dns
}
