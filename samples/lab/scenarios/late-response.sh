# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=late-response
BLAME=true
SERVER=10.96.0.10
FAULT="The cluster DNS answers each query after 5.6 s, when the client has given up on its first attempt."

servers() {
    cluster_dns 10.244.0.2 service=5600 workers=500
    cluster_dns 10.244.0.3 service=5600 workers=500
    upstream_dns
}
