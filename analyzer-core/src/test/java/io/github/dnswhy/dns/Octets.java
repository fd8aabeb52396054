package io.github.dnswhy.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Builds messages octet by octet, and lays them into a larger array so that a read outside shows. */
final class Octets {
    /** Octets before and after a message that {@link #guarded} wraps. */
    static final int GUARD = 300;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    static Octets of() {
        return new Octets();
    }

    static Octets header(int flags, int questions, int answers, int authorities, int additionals) {
        return of().u16(0x1234)
                .u16(flags)
                .u16(questions)
                .u16(answers)
                .u16(authorities)
                .u16(additionals);
    }

    static Octets query(String name, int type) {
        return header(0x0100, 1, 0, 0, 0).name(name).u16(type).u16(RecordClass.IN);
    }

    Octets u8(int value) {
        octets.write(value);
        return this;
    }

    Octets u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Octets u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    Octets hex(String digits) {
        return bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    Octets bytes(byte[] bytes) {
        octets.writeBytes(bytes);
        return this;
    }

    /** Labels between dots, no escapes; a trailing dot is optional. */
    Octets name(String dotted) {
        for (String label : dotted.split("\\.")) {
            if (!label.isEmpty()) {
                byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
                u8(bytes.length).bytes(bytes);
            }
        }
        return u8(0);
    }

    Octets pointer(int target) {
        return u16(0xC000 | target);
    }

    /** A record whose owner is a pointer to the first question's name. */
    Octets record(int type, long ttl, byte[] rdata) {
        return pointer(12).fixed(type, RecordClass.IN, ttl, rdata);
    }

    Octets fixed(int type, int recordClass, long ttl, byte[] rdata) {
        return u16(type).u16(recordClass).u32(ttl).u16(rdata.length).bytes(rdata);
    }

    int size() {
        return octets.size();
    }

    byte[] array() {
        return octets.toByteArray();
    }

    DnsMessageView view() {
        return guarded(array(), (byte) 0x55);
    }

    /** The message amid octets of one value: two guards that give two results betray a read outside. */
    static DnsMessageView guarded(byte[] message, byte guard) {
        byte[] larger = new byte[message.length + 2 * GUARD];
        Arrays.fill(larger, guard);
        System.arraycopy(message, 0, larger, GUARD, message.length);
        return new DnsMessageView().wrap(larger, GUARD, message.length);
    }
}
