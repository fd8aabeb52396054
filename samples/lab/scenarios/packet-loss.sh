# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=packet-loss
BLAME=true
SERVER=10.96.0.10
FAULT="The node loses 12 % of all packets of port 53, in both directions and whatever they are."

before_load() {
    lose_at_random 12
}
