#!/bin/sh
# Evidence of slow name resolution. Gather it while it is slow; then: dnswhy .
# Set these three, and run the parts that fit.
NAMESPACE=default POD=my-app-0 PID=1

# 1. The capture, where the application runs. ICMP errors and fragments belong to the story: 'port 53' alone hides them.
#    Let it run for at least a minute, and a minute longer than the slowness if it can.
kubectl debug -n "$NAMESPACE" "$POD" -it --image=nicolaka/netshoot -- timeout 120 tcpdump -i any -s 0 -U -w - \
    'port 53 or port 5353 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6[6] = 44' > app.pcap
#    On the node or in a pod that has tcpdump:
#    tcpdump -i any -s 0 -w app.pcap 'port 53 or port 5353 or icmp or icmp6 or (ip[6:2] & 0x1fff != 0) or ip6[6] = 44'

# 2. Thread dumps of the JVM while the capture runs: one shows a state, several show who is stuck.
for i in 1 2 3; do
    kubectl exec -n "$NAMESPACE" "$POD" -- jstack -l "$PID" > "jstack-$i.txt"
    sleep 5
done
kubectl exec -n "$NAMESPACE" "$POD" -- date +%:z        # for --tz: a thread dump does not tell its zone

# 3. How the client resolves, and what the application said.
kubectl exec -n "$NAMESPACE" "$POD" -- cat /etc/resolv.conf > resolv.conf
kubectl logs -n "$NAMESPACE" "$POD" --timestamps --since=1h > app.log
kubectl describe pod -n "$NAMESPACE" "$POD" > kubectl-describe-pod.txt

# 4. The cluster's DNS: which pods, their configuration, their logs, those of the run before a restart too.
kubectl get pods -n kube-system -o wide > kubectl-get-pods-kube-system.txt
kubectl get configmap -n kube-system coredns -o 'jsonpath={.data.Corefile}' > Corefile-coredns
kubectl get configmap -n kube-system node-local-dns -o 'jsonpath={.data.Corefile}' > Corefile-node-local-dns
for app in kube-dns node-local-dns kube-proxy; do
    for pod in $(kubectl get pods -n kube-system -l "k8s-app=$app" -o name); do
        kubectl logs -n kube-system "$pod" --timestamps --since=1h > "$app-${pod##*/}.log"
        kubectl logs -n kube-system "$pod" --timestamps --previous > "$app-${pod##*/}-previous.log" 2> /dev/null
    done
done
