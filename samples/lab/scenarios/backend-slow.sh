# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None in DNS: the backends take 2.5 s to answer."
BACKEND_DELAY=2500
