# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None in DNS: the name is resolved at once, the address that it gives does not answer, so connecting takes the whole timeout."

before_load() {
    swallow "tcp dport 8080 ip daddr 10.244.0.20"
}
