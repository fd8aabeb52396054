#!/bin/sh
# Gathers evidence of slow name resolution into the current directory. Set these three, read the rest, and run it (or
# the parts that fit) while it is slow. It takes two minutes. Then: dnswhy .
NAMESPACE=default POD=my-app-0 PID=1

# 1. A capture where the application runs, in the background, so that the thread dumps fall into it.
#    ICMP errors and fragments belong to the story: 'port 53' alone hides them. (5353: DNS pods of OpenShift.)
#    'kubectl exec' is without -t, because a terminal would damage the octets. 'netadmin' needs kubectl 1.27 or newer.
FILTER='port 53 or port 5353 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6[6] = 44'
DEBUGGER=dnswhy-$(date +%H%M%S)
kubectl debug -n "$NAMESPACE" "$POD" --image=nicolaka/netshoot --profile=netadmin -c "$DEBUGGER" -- sleep 600
tries=0
until kubectl exec -n "$NAMESPACE" "$POD" -c "$DEBUGGER" -- true 2> /dev/null || [ "$tries" -ge 60 ]; do
    sleep 1
    tries=$((tries + 1))
done
kubectl exec -n "$NAMESPACE" "$POD" -c "$DEBUGGER" -- timeout 120 tcpdump -i any -s 0 -U -w - "$FILTER" > app.pcap &
#    On the node, or where tcpdump is at hand: tcpdump -i any -s 0 -w app.pcap "$FILTER"

# 2. Thread dumps of the JVM while the capture runs: one shows a state, several show who is stuck. Without jstack in the
#    image: kubectl exec … -- kill -3 "$PID"; then the JVM prints the dump to its log, which part 4 takes along.
sleep 10
for i in 1 2 3; do
    kubectl exec -n "$NAMESPACE" "$POD" -- jstack -l "$PID" > "jstack-$i.txt"
    sleep 5
done
kubectl exec -n "$NAMESPACE" "$POD" -- date +%z # for --tz: a thread dump does not tell its zone

# 3. How the client resolves, and how its pod is set up.
kubectl exec -n "$NAMESPACE" "$POD" -- cat /etc/resolv.conf > resolv.conf
kubectl describe pod -n "$NAMESPACE" "$POD" > kubectl-describe-pod.txt

# 4. After the capture: what the application said; of the cluster's DNS the pods, their configuration and their logs,
#    those of the run before a restart too.
wait
kubectl logs -n "$NAMESPACE" "$POD" --timestamps --since=1h > app.log
kubectl get pods -n kube-system -o wide > kubectl-get-pods-kube-system.txt
for map in coredns node-local-dns; do
    kubectl get configmap -n kube-system "$map" -o "jsonpath={.data.Corefile}" > "Corefile-$map" \
        || rm -f "Corefile-$map"
done
for app in kube-dns node-local-dns kube-proxy; do
    for pod in $(kubectl get pods -n kube-system -l "k8s-app=$app" -o name); do
        log=${pod##*/}.log
        kubectl logs -n kube-system "$pod" --timestamps --since=1h > "$log"
        kubectl logs -n kube-system "$pod" --timestamps --previous > "previous-$log" 2> /dev/null \
            || rm -f "previous-$log"
    done
done
