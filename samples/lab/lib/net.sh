# shellcheck shell=bash
# The network of the lab: three namespaces without any link to the machine's own network.
#
#   dnswhy-pod   10.244.1.17    the service
#   dnswhy-node  10.244.1.1     bridge cni0; 192.168.49.3 on the underlay; 169.254.20.10 while the cache's interface is there
#   dnswhy-cp    192.168.49.2   the rest: cluster DNS 10.244.0.2 and .3, backends 10.244.0.20, upstream 10.20.0.53, external hosts

POD=dnswhy${LAB_ID:+-$LAB_ID}-pod # LAB_ID: for several labs at a time
NODE=dnswhy${LAB_ID:+-$LAB_ID}-node
CP=dnswhy${LAB_ID:+-$LAB_ID}-cp
CACHE_ADDRESS=169.254.20.10

# For commands in the foreground; in the background $! would not be the process id of the command.
in_ns() { # in_ns NAMESPACE COMMAND...
    ip netns exec "$@"
}

# Ends everything that runs in the namespaces of the lab and removes them.
net_down() {
    local ns pid
    for ns in $POD $NODE $CP; do
        [ -e "/run/netns/$ns" ] || continue
        for pid in $(ip netns pids "$ns"); do
            kill -9 "$pid" 2>/dev/null || true
        done
        ip netns del "$ns"
    done
    rm -rf "/etc/netns/$POD"
}

net_up() { # net_up DIRECTORY-WITH-THE-POD'S-/etc-FILES
    local ns address
    net_down
    mkdir -p "/etc/netns/$POD"
    cp "$1"/* "/etc/netns/$POD/" # "ip netns exec" puts these files over those in /etc
    for ns in $POD $NODE $CP; do
        ip netns add "$ns"
        ip -n "$ns" link set lo up
        # a packet that comes in by another interface than its answer leaves by is normal here
        in_ns "$ns" sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.ip_forward=1
    done

    ip -n $NODE link add cni0 type bridge
    ip -n $NODE addr add 10.244.1.1/24 dev cni0
    ip -n $NODE link set cni0 up
    ip -n $POD link add eth0 type veth peer name vethpod netns $NODE
    ip -n $NODE link set vethpod master cni0 up
    ip -n $POD addr add 10.244.1.17/24 dev eth0
    ip -n $POD link set eth0 up
    ip -n $POD route add default via 10.244.1.1

    ip -n $NODE link add eth0 type veth peer name eth0 netns $CP
    ip -n $NODE addr add 192.168.49.3/24 dev eth0
    ip -n $NODE link set eth0 up
    ip -n $CP addr add 192.168.49.2/24 dev eth0
    ip -n $CP link set eth0 up
    ip -n $NODE route add default via 192.168.49.2
    ip -n $CP route add 10.244.1.0/24 via 192.168.49.3
    # what has no owner disappears here without an ICMP error, as in a real underlay
    ip -n $CP route add blackhole default
    for address in 10.244.0.2 10.244.0.3 10.244.0.20 10.20.0.53 203.0.113.10 203.0.113.11; do
        ip -n $CP addr add "$address/32" dev lo
    done

    # what kube-proxy does: service addresses to endpoints, for pods (prerouting) and for the node itself (output)
    in_ns $NODE nft -f - <<'NFT'
table ip services {
    chain to_endpoint {
        ip daddr 10.96.0.10 udp dport 53 dnat to numgen random mod 2 map { 0 : 10.244.0.2, 1 : 10.244.0.3 }
        ip daddr 10.96.0.10 tcp dport 53 dnat to numgen random mod 2 map { 0 : 10.244.0.2, 1 : 10.244.0.3 }
        ip daddr 10.96.20.0/24 tcp dport 8080 dnat to 10.244.0.20
    }
    chain prerouting {
        type nat hook prerouting priority -100;
        jump to_endpoint
    }
    chain output {
        type nat hook output priority -100;
        jump to_endpoint
    }
}
NFT
}

# The interface of the node-local cache. Where the kernel has no "dummy" device a bridge without ports does the same.
cache_interface_up() {
    ip -n $NODE link add nodelocaldns type dummy 2>/dev/null || ip -n $NODE link add nodelocaldns type bridge
    ip -n $NODE addr add $CACHE_ADDRESS/32 dev nodelocaldns
    ip -n $NODE link set nodelocaldns up
}

# Loses the second of two parallel queries of a new flow with the given probability, as the race of conntrack does:
# the packet is seen on the pod's interface and never leaves the node.
drop_second_query() { # drop_second_query PERCENT
    in_ns $NODE sysctl -qw net.netfilter.nf_conntrack_acct=1
    in_ns $NODE nft -f - <<NFT
table ip race {
    chain forward {
        type filter hook forward priority 0;
        udp dport 53 ct original packets 2 ct reply packets 0 numgen random mod 100 < $1 counter drop
    }
}
NFT
}
