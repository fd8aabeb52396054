# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=zone-not-served-refused
BLAME=true
SERVER=10.96.0.10
FAULT="The cluster DNS has no server block for names outside the cluster and answers REFUSED."

servers() {
    cluster_dns_only 10.244.0.2
    cluster_dns_only 10.244.0.3
}
