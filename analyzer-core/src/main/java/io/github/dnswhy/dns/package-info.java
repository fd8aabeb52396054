/**
 * DNS messages as views over borrowed octets (RFC 1035 §4).
 *
 * <p>{@link io.github.dnswhy.dns.DnsMessageView} reads header and questions, {@link io.github.dnswhy.dns.RecordCursor} walks the
 * records, {@link io.github.dnswhy.dns.ResponseDigest} gathers of them what matching needs, and
 * {@link io.github.dnswhy.dns.NameTable} turns names into small numbers, the only thing that goes on from here.
 * {@link io.github.dnswhy.dns.RecordText} is for output.
 *
 * <p>Knows nothing of captures and packets, so it can be used and tested alone. Never throws on any input: errors are small
 * codes, and nothing outside the wrapped region is ever read.
 */
package io.github.dnswhy.dns;
