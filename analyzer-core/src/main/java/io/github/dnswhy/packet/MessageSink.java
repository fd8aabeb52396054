package io.github.dnswhy.packet;

/** Takes what a {@link MessageAssembler} finds in one direction of a TCP stream. */
interface MessageSink {
    /**
     * One DNS message without its length prefix.
     *
     * @param captured octets at {@code offset}, a prefix of the message
     * @param announced octets that the length prefix announced
     */
    void message(byte[] buffer, int offset, int captured, int announced);

    /** Something odd. */
    void found(PacketAnomaly anomaly);

    /**
     * The store is full: give up what waited longest.
     *
     * @return false when there is nothing else to give up
     */
    boolean makeRoom();
}
