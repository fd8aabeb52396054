/**
 * The texts beside a capture, turned into owned facts: resolv.conf, Corefiles, logs of CoreDNS, NodeLocal DNSCache,
 * kube-proxy and the application, output of kubectl.
 *
 * <p>{@link io.github.dnswhy.evidence.TextClassifier} tells what a text is by its content;
 * {@link io.github.dnswhy.evidence.EvidenceReader} reads it line by line into an
 * {@link io.github.dnswhy.evidence.EvidenceSet}. Any bytes can be read: what cannot be understood is counted as an
 * anomaly with its line, and memory depends on the limits alone. Of more facts than the limits allow the latest are
 * kept, because evidence is gathered after the fault. All scanning is by hand: regular expressions would cost more
 * start-up time than the texts are worth.
 */
package io.github.dnswhy.evidence;
