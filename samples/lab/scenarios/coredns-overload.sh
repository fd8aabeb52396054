# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-overload
BLAME=true
SERVER=10.96.0.10
FAULT="Both cluster DNS servers work off one query at a time and take 60 ms for each, as when their CPU is throttled; queries queue."
PER_SECOND=12

servers() {
    cluster_dns 10.244.0.2 workers=1 service=60
    cluster_dns 10.244.0.3 workers=1 service=60
    upstream_dns
}
