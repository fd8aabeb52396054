# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None in DNS: the service is stopped for two seconds at a time, as by a garbage collector that works for its life."

during_load() {
    while true; do
        in_ns $NODE sleep 3
        kill -STOP $SERVICE_PID
        in_ns $NODE sleep 2
        kill -CONT $SERVICE_PID
    done
}
