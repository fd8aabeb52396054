# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=coredns-no-endpoints
BLAME=true
CLUSTER_DNS_READY=0/1
SERVER=10.96.0.10
FAULT="The service 10.96.0.10 has no ready endpoint: the node rejects packets to it with ICMP port unreachable."

servers() {
    :
}

before_load() {
    reject_service
}
