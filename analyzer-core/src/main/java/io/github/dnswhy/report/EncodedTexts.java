package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * Texts that come again and again, encoded once: writing one is then a copy of octets. Keeps a fixed number of them;
 * one that is pushed out is encoded anew. Only for texts of printable ASCII without quotation marks and backslashes.
 */
final class EncodedTexts {
    private static final int SLOTS = 512;

    private final Object[] keys = new Object[SLOTS];
    private final SerializedString[] texts = new SerializedString[SLOTS];

    /** A literal of ours. */
    SerializableString of(String literal) {
        int slot = literal.hashCode() & SLOTS - 1;
        return keys[slot] == literal ? texts[slot] : keep(slot, literal, literal);
    }

    /** A constant in its kebab form. */
    SerializableString of(Enum<?> constant) {
        int slot = constant.name().hashCode() & SLOTS - 1;
        return keys[slot] == constant ? texts[slot] : keep(slot, constant, EnumText.kebab(constant));
    }

    /** An address in the form of RFC 5952. */
    SerializableString of(IpAddress address) {
        long mixed = (address.high() * 31 + address.low()) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 48) & SLOTS - 1;
        return address.equals(keys[slot]) ? texts[slot] : keep(slot, address, address.toString());
    }

    private SerializedString keep(int slot, Object key, String text) {
        SerializedString encoded = new SerializedString(text);
        keys[slot] = key;
        texts[slot] = encoded;
        return encoded;
    }
}
