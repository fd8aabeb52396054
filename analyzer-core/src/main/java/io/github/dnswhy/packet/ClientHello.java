package io.github.dnswhy.packet;

/** Reads one thing of a TLS ClientHello (RFC 8446 §4.1.2) that begins a segment: whether its server name is a public resolver's. */
final class ClientHello {
    private static final int HANDSHAKE = 0x16;
    private static final int CLIENT_HELLO = 1;
    /** Record header, message header, version, random. */
    private static final int SESSION_ID = 5 + 4 + 2 + 32;

    private static final int SERVER_NAME = 0;
    /** Length of the list, type of the name, length of the name. */
    private static final int NAME_HEADER = 5;

    private static final int MAX_EXTENSIONS = 64;

    private ClientHello() {}

    /** False for anything else, cut and damaged ones included. */
    static boolean namesResolver(byte[] buffer, int offset, int end) {
        if (end - offset <= SESSION_ID
                || Octets.u8(buffer, offset) != HANDSHAKE
                || Octets.u8(buffer, offset + 5) != CLIENT_HELLO) {
            return false;
        }
        int at = offset + SESSION_ID;
        at += 1 + Octets.u8(buffer, at);
        if (at + 2 > end) {
            return false;
        }
        at += 2 + Octets.u16(buffer, at);
        if (at >= end) {
            return false;
        }
        at += 1 + Octets.u8(buffer, at) + 2;
        for (int i = 0; i < MAX_EXTENSIONS && at + 4 <= end; i++) {
            int type = Octets.u16(buffer, at);
            int length = Octets.u16(buffer, at + 2);
            at += 4;
            if (type == SERVER_NAME) {
                return length > NAME_HEADER
                        && at + length <= end
                        && PublicResolvers.isNamed(buffer, at + NAME_HEADER, at + length);
            }
            at += length;
        }
        return false;
    }
}
