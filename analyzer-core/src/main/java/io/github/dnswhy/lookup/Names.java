package io.github.dnswhy.lookup;

/** Gives the owned names behind name ids. */
@FunctionalInterface
public interface Names {
    /**
     * Copies a name in lower-cased wire form (RFC 1035 §3.1), the root label included.
     *
     * @param name a name id
     * @param target at least 255 octets
     * @return octets copied; 0 for a name that is not known
     */
    int copyWire(int name, byte[] target);
}
