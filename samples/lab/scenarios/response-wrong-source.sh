# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=response-wrong-source
BLAME=true
SERVER=10.96.0.10
FAULT="The cluster DNS answers from another address than the one it was asked at, so the socket of the client never takes the answer."

servers() {
    ip -n $CP addr add 10.244.0.9/32 dev lo
    ip -n $CP addr add 10.244.0.8/32 dev lo
    cluster_dns 10.244.0.2 reply-from=10.244.0.9
    cluster_dns 10.244.0.3 reply-from=10.244.0.8
    upstream_dns
}
