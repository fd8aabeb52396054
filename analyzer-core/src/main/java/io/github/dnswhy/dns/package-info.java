/**
 * DNS messages as views over borrowed octets (RFC 1035 §4): header, questions, records, names, EDNS.
 *
 * <p>Knows nothing of captures and packets, so it can be used and tested alone. Never throws on any input: errors are small
 * codes, and nothing outside the wrapped region is ever read.
 */
package io.github.dnswhy.dns;
