# shellcheck shell=bash
# DNS servers that fail as a scenario tells them (java/org/example/lab/StandIn.java), and faults of the network around them.

# standin NAMESPACE ADDRESS LOG ARGUMENTS...: its log is LOG.log of the incident; without a LOG it goes nowhere
standin() {
    local ns=$1 address=$2 log=$3
    shift 3
    ip netns exec "$ns" java -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$WORK/classes" org.example.lab.StandIn \
        "listen=$address" "$@" >>"$(standin_log "$log")" 2>>"$WORK/standin-$address.txt" &
}

standin_log() { # standin_log LOG
    if [ -n "$1" ]; then echo "$OUT/$1.log"; else echo /dev/null; fi
}

# cluster_dns ADDRESS ARGUMENTS...: what CoreDNS does in the cluster; names outside go to the upstream
cluster_dns() {
    cluster_dns_only "$@" forward=10.20.0.53
}

cluster_dns_only() {
    local address=$1
    shift
    standin $CP "$address" "coredns-$((${address##*.} - 1))" zone=cluster.local \
        a=inventory.default.svc.cluster.local/10.96.20.1 a=cart.default.svc.cluster.local/10.96.20.2 \
        a=profile.default.svc.cluster.local/10.96.20.3 a=shipping.default.svc.cluster.local/10.96.20.4 \
        a=pricing.shop.svc.cluster.local/10.96.20.5 a=stock.shop.svc.cluster.local/10.96.20.6 "$@"
}

# upstream_dns ARGUMENTS...: the resolver outside the cluster
upstream_dns() {
    standin $CP 10.20.0.53 "" zone=. \
        a=payments.example.org/203.0.113.10/60 a=rates.example.org/203.0.113.11/60 a=auth.example.org/203.0.113.10/60 \
        a=storage.example.org/203.0.113.11/60 a=api.example.net/203.0.113.10/60 "$@"
}

# swallow MATCH: packets that match vanish without a word where they arrive. (Dropped where they are sent, the sender would be told.)
swallow() {
    in_ns $CP nft -f - <<NFT
table ip swallow {
    chain arriving {
        type filter hook prerouting priority -300;
        $1 counter drop
    }
}
NFT
}

# Loses packets from and to port 53 on the node with the given probability, in both directions.
lose_at_random() { # lose_at_random PERCENT
    in_ns $NODE nft -f - <<NFT
table ip loss {
    chain forward {
        type filter hook forward priority 0;
        udp dport 53 numgen random mod 100 < $1 counter drop
        udp sport 53 numgen random mod 100 < $1 counter drop
    }
}
NFT
}

# What kube-proxy installs for a service without endpoints.
reject_service() {
    in_ns $NODE nft -f - <<'NFT'
table ip endless {
    chain early {
        type filter hook prerouting priority -150;
        ip daddr 10.96.0.10 meta mark set 0x53
    }
    chain forward {
        type filter hook forward priority 0;
        meta mark 0x53 reject with icmp type port-unreachable
    }
}
NFT
}
