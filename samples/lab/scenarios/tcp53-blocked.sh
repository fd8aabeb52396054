# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=tcp53-blocked
BLAME=true
SERVER=10.96.0.10
FAULT="Answers of the cluster DNS for example.org are truncated, and TCP to port 53 is filtered without a word: the resolver waits for the connection."

servers() {
    cluster_dns 10.244.0.2 fault=example.org:truncate
    cluster_dns 10.244.0.3 fault=example.org:truncate
    upstream_dns
}

before_load() {
    swallow "tcp dport 53"
}
