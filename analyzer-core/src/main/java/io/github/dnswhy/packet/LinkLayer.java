package io.github.dnswhy.packet;

/** A link layer that a frame can start with. Stateless; one instance serves all frames of its link types. */
interface LinkLayer {
    /** What {@link #strip} returns when the captured octets end within the header. */
    int SHORT = -1;

    /** What {@link #strip} returns for frames that carry no packet of interest: control frames, unknown payloads. */
    int NOTHING = -2;

    /** What {@link #strip} returns for frames whose payload is encrypted. */
    int PROTECTED = -3;

    /**
     * Moves the cursor behind the header and keeps in the view what the header tells of interface and direction.
     *
     * @param cursor at the header; where it stands afterwards is undefined unless an EtherType is returned
     * @param packet takes interface index and direction
     * @return the EtherType of what follows, or {@link #SHORT}, {@link #NOTHING} or {@link #PROTECTED}
     */
    int strip(PacketCursor cursor, PacketView packet);
}
