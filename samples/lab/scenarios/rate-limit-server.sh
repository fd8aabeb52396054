# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=rate-limit-server
BLAME=true
SERVER=10.96.0.10
FAULT="The cluster DNS answers no more than eight queries a second and drops the others, as response rate limiting does."
PER_SECOND=10

servers() {
    cluster_dns 10.244.0.2 rate=4
    cluster_dns 10.244.0.3 rate=4
    upstream_dns
}
