# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=reverse-lookup-stall
BLAME=true
SERVER=10.96.0.10
FAULT="The service asks for the name of the address of each client; PTR queries are never answered."
SERVICE_MODE=reverse

servers() {
    cluster_dns 10.244.0.2 fault=in-addr.arpa:drop
    cluster_dns 10.244.0.3 fault=in-addr.arpa:drop
    upstream_dns
}
