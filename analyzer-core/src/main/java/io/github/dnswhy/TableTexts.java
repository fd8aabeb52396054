package io.github.dnswhy;

import io.github.dnswhy.dns.DomainName;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.dns.Rcode;
import io.github.dnswhy.dns.RecordClass;
import io.github.dnswhy.dns.RecordType;
import io.github.dnswhy.lookup.Texts;
import java.util.Arrays;

/** Spells out what the tables of an analysis number. */
final class TableTexts implements Texts {
    private static final int RECENT = 1 << 14;

    private final NameTable names;
    /** Names spelled out a while ago, by id modulo their number: reports name the same ones again and again. */
    private final Spelled[] recent = new Spelled[RECENT];

    private record Spelled(int name, String text) {}

    TableTexts(NameTable names) {
        this.names = names;
    }

    @Override
    public String name(int name, int octets) {
        if (name == NameTable.UNKNOWN) {
            return "";
        }
        if (octets == 0) {
            return spelled(name);
        }
        byte[] wire = new byte[DomainName.MAX_LENGTH + 1];
        names.copyWire(name, wire, 0);
        byte[] head = Arrays.copyOf(wire, octets + 1);
        head[octets] = 0;
        return DomainName.text(head, 0, 0, head.length).orElse("");
    }

    private String spelled(int name) {
        Spelled known = recent[name & RECENT - 1];
        if (known == null || known.name != name) {
            known = new Spelled(name, names.text(name));
            recent[name & RECENT - 1] = known;
        }
        return known.text;
    }

    @Override
    public String type(int type) {
        return type < 0 ? "" : RecordType.text(type);
    }

    @Override
    public String recordClass(int recordClass) {
        return recordClass < 0 ? "" : RecordClass.text(recordClass);
    }

    @Override
    public String rcode(int rcode) {
        return Rcode.text(rcode);
    }
}
