# shellcheck shell=bash
# Texts that a real cluster would have written, in the public formats of the programs, with times of this recording.

klog_line() { # klog_line EPOCH.NANOS FILE:LINE TEXT
    printf 'I%s       1 %s] %s\n' "$(date -d "@$1" +'%m%d %H:%M:%S.%6N')" "$2" "$3"
}

kube_proxy_log() { # kube_proxy_log START-EPOCH
    klog_line "$1.548113" server_linux.go:69 '"Using ipvs Proxier"'
    klog_line "$1.566092" server.go:1062 '"Successfully retrieved node IP(s)" IPs=["192.168.49.3"]'
    klog_line "$1.590427" conntrack.go:59 '"Setting nf_conntrack_max" nfConntrackMax=131072'
    klog_line "$1.640881" server.go:659 '"kube-proxy running in dual-stack mode" primary ipFamily="IPv4"'
    klog_line "$1.640933" server_linux.go:165 '"Using ipvs Proxier"'
    klog_line "$1.741250" server.go:846 '"Version info" version="v1.29.4"'
    klog_line "$1.742006" config.go:188 '"Starting service config controller"'
    klog_line "$1.742030" shared_informer.go:311 'Waiting for caches to sync for service config'
    klog_line "$1.742101" config.go:97 '"Starting endpoint slice config controller"'
    klog_line "$1.742117" shared_informer.go:311 'Waiting for caches to sync for endpoint slice config'
    klog_line "$1.843009" shared_informer.go:318 'Caches are synced for service config'
    klog_line "$1.843044" shared_informer.go:318 'Caches are synced for endpoint slice config'
}

age() { # age SECONDS: as kubectl prints it
    if [ "$1" -lt 120 ]; then
        echo "$1s"
    elif [ "$1" -lt 600 ] && [ $(($1 % 60)) != 0 ]; then
        echo "$(($1 / 60))m$(($1 % 60))s"
    else
        echo "$(($1 / 60))m"
    fi
}

# kubectl get pods -n kube-system -o wide
kubectl_get_pods() { # kubectl_get_pods "READY|STATUS|RESTARTS|AGE of node-local-dns on the node" (empty: no such daemonset)
    local row='%-26s %-7s %-18s %-19s %-5s %-14s %-10s %-16s %s\n'
    local ready status restarts age
    # shellcheck disable=SC2059
    {
        printf "$row" NAME READY STATUS RESTARTS AGE IP NODE 'NOMINATED NODE' 'READINESS GATES'
        printf "$row" coredns-76f75df574-5zq8k "${CLUSTER_DNS_READY:-1/1}" Running 0 41d 10.244.0.2 cp-1 '<none>' '<none>'
        printf "$row" coredns-76f75df574-xh2vn "${CLUSTER_DNS_READY:-1/1}" Running 0 41d 10.244.0.3 cp-1 '<none>' '<none>'
        printf "$row" etcd-cp-1 1/1 Running '2 (41d ago)' 41d 192.168.49.2 cp-1 '<none>' '<none>'
        printf "$row" kube-apiserver-cp-1 1/1 Running '2 (41d ago)' 41d 192.168.49.2 cp-1 '<none>' '<none>'
        printf "$row" kube-proxy-7tmbq 1/1 Running 0 34m 192.168.49.3 worker-3 '<none>' '<none>'
        printf "$row" kube-proxy-l9d4w 1/1 Running 0 34m 192.168.49.2 cp-1 '<none>' '<none>'
        if [ -n "$1" ]; then
            IFS='|' read -r ready status restarts age <<<"$1"
            printf "$row" node-local-dns-8xkgp "$ready" "$status" "$restarts" "$age" 192.168.49.3 worker-3 '<none>' '<none>'
            printf "$row" node-local-dns-wq2rd 1/1 Running 0 41d 192.168.49.2 cp-1 '<none>' '<none>'
        fi
    }
}

corefile() { # corefile CLUSTER-DNS UPSTREAM
    sed -e "s/@CLUSTER_DNS@/$1/" -e "s/@UPSTREAM@/$2/" "$LAB/conf/Corefile-node-local-dns.in"
}

# The lines that node-cache prints at a start. Only the lines before CoreDNS proper begins have a date.
node_cache_start() { # node_cache_start EPOCH COREFILE yes|no (was the interface added?)
    local date
    date=$(date -d "@$1" +'%Y/%m/%d %H:%M:%S')
    echo "$date [INFO] Starting node-cache image: 1.22.28"
    echo "$date [INFO] Using Corefile /etc/Corefile"
    echo "$date [INFO] Using Pidfile "
    echo "$date [INFO] Skipping kube-dns configmap sync as no directory was specified"
    echo "$date [INFO] Updated Corefile with 0 custom stubdomains and upstream servers $(sed -n '/^\.:53/,$ s/.*forward \. //p' "$2")"
    echo "$date [INFO] Using config file:"
    cat "$2"
    if [ "$3" = yes ]; then
        echo "$date [INFO] Added interface - nodelocaldns"
    fi
    echo "cluster.local.:53 on $CACHE_ADDRESS"
    echo "in-addr.arpa.:53 on $CACHE_ADDRESS"
    echo ".:53 on $CACHE_ADDRESS"
    echo "[INFO] plugin/reload: Running configuration SHA512 = $(sha512sum "$2" | cut -d' ' -f1)"
    echo "CoreDNS-1.10.1"
    echo "linux/amd64, go1.20.7, "
}

# The last line before a CoreDNS that forwards to itself exits.
loop_fatal() {
    local port a b
    port=$(shuf -i 32768-60999 -n 1)
    a=$(shuf -i 1000000000000000000-9223372036854775807 -n 1)
    b=$(shuf -i 1000000000000000000-9223372036854775807 -n 1)
    echo "[FATAL] plugin/loop: Loop ($CACHE_ADDRESS:$port -> $CACHE_ADDRESS:53) detected for zone \".\"," \
        "see https://coredns.io/plugins/loop#troubleshooting. Query: \"HINFO $a.$b.\""
}

# CoreDNS's query log from a capture of its endpoint: every value is that of a real packet, the duration is answer minus query.
coredns_log() { # coredns_log CAPTURE ENDPOINT-ADDRESS
    echo ".:53"
    echo "[INFO] plugin/reload: Running configuration SHA512 = $(sha512sum "$LAB/conf/coredns.conf.in" | cut -d' ' -f1)"
    echo "CoreDNS-1.11.1"
    echo "linux/amd64, go1.20.7, ae2bbc2"
    tcpdump -nn -tt -r "$1" "host $2 and port 53" 2>/dev/null | awk -v endpoint="$2.53" -f "$LAB/lib/coredns-log.awk"
}
