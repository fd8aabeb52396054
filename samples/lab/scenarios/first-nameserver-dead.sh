# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=first-nameserver-dead
BLAME=true
SERVER=10.30.0.53
FAULT="The first nameserver, an old resolver of the data centre at 10.30.0.53, is gone; packets to it vanish. The second one, the cluster DNS, is healthy."

resolver() {
    sed -i "1i nameserver 10.30.0.53" "$WORK/etc/resolv.conf"
}
