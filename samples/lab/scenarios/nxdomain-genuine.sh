# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=nxdomain-genuine
BLAME=false
SERVER=none
FAULT="The service calls a backend by a name that does not exist (inventroy). DNS answers at once and rightly."
BACKENDS="inventroy cart profile shipping"
