# shellcheck shell=bash
DNS_SOFTWARE=unbound
CAPTURE_NS=$NODE
CAPTURE_WHERE="on the node"
NODE_LOCAL_POD=""
SERVER=10.96.0.10
ROOT_CAUSE=conntrack-race-a-aaaa
FAULT="An nftables rule on the node drops, with a probability of 30 %, the second packet of a new UDP flow to port 53 that has no answer yet. So the second of the two parallel queries (A and AAAA from one socket) is lost, as in the race of conntrack entries. There is no node-local cache; the only nameserver is 10.96.0.10."

before_load() {
    drop_second_query 30
}
