package io.github.dnswhy.match;

/**
 * Takes what the matcher finds, in order of capture time. Transactions and events are reused: nothing may be kept after
 * {@link #onClosed}.
 */
public interface TransactionListener {
    /**
     * A query was sent: the first of a transaction or a repetition of it. Copies of a query that was seen already do not come
     * here.
     *
     * @param transaction its transaction, the attempt included
     * @param event the query
     */
    void onAttempt(OpenTransaction transaction, WireEvent event);

    /**
     * The last attempt was seen once more: at another interface of the host, or after destination NAT.
     *
     * @param transaction its transaction, the sighting included
     */
    void onSighting(OpenTransaction transaction);

    /**
     * The first response of a transaction.
     *
     * @param transaction its transaction, the response included
     * @param event the response
     */
    void onResponse(OpenTransaction transaction, WireEvent event);

    /**
     * Another response after the first one and after a later attempt.
     *
     * @param transaction its transaction
     * @param event the response
     */
    void onRepeatedResponse(OpenTransaction transaction, WireEvent event);

    /**
     * An ICMP error or a TCP reset ended an open transaction.
     *
     * @param transaction its transaction
     * @param event the error
     */
    void onRejected(OpenTransaction transaction, WireEvent event);

    /**
     * A client opens a TCP connection to a server.
     *
     * @param event the first segment of the handshake, or its repetition
     */
    default void onConnecting(WireEvent event) {}

    /**
     * A client's TCP connection was reset before it carried a query.
     *
     * @param event the reset
     */
    default void onConnectionRefused(WireEvent event) {}

    /**
     * A server accepts a TCP connection.
     *
     * @param event the second segment of the handshake, or its repetition
     */
    default void onAccepted(WireEvent event) {}

    /**
     * A TCP connection was reset towards the client; {@link #onRejected} tells which transactions that ended.
     *
     * @param event the reset
     */
    default void onReset(WireEvent event) {}

    /**
     * The answer to an open transaction came from another address or port than the one asked, and no right copy of it followed.
     *
     * @param transaction its transaction, about to be closed
     */
    default void onMisdirected(OpenTransaction transaction) {}

    /**
     * A response without a query.
     *
     * @param event the response
     */
    void onUnmatchedResponse(WireEvent event);

    /**
     * A transaction without an answer ends at a hole in the capture, which may have swallowed it. It is reused after this call.
     *
     * @param transaction the transaction
     */
    default void onSwallowed(OpenTransaction transaction) {
        onClosed(transaction, true);
    }

    /**
     * Nothing more is expected for a transaction. It is reused after this call.
     *
     * @param transaction the transaction
     * @param atEnd whether only the end of the capture closed it
     */
    void onClosed(OpenTransaction transaction, boolean atEnd);
}
