# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None in DNS: a backend call is made under a lock that one slow request holds for seconds."
SERVICE_MODE=lock
