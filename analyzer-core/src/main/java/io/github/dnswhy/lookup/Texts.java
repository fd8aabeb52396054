package io.github.dnswhy.lookup;

/** Spells out ids and numbers of the wire, for results only. */
public interface Texts {
    /**
     * A domain name.
     *
     * @param name its id
     * @param octets how many octets of its wire form to spell, whole labels; 0 for all
     * @return presentation form without the final dot
     */
    String name(int name, int octets);

    /**
     * A QTYPE.
     *
     * @param type its number
     * @return its mnemonic
     */
    String type(int type);

    /**
     * A QCLASS.
     *
     * @param recordClass its number
     * @return its mnemonic
     */
    String recordClass(int recordClass);

    /**
     * An RCODE.
     *
     * @param rcode its number with the extension
     * @return its mnemonic
     */
    String rcode(int rcode);
}
