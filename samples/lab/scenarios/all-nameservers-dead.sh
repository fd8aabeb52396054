# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=all-nameservers-dead
BLAME=true
SERVER=10.96.0.10
FAULT="Both cluster DNS endpoints swallow packets."

servers() {
    :
}

before_load() {
    swallow "ip daddr { 10.244.0.2, 10.244.0.3 }"
}
