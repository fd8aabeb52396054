package io.github.dnswhy.lookup;

/** The zone of a name by its id, as {@link io.github.dnswhy.facts.AnswerFacts#zoneOf} draws it, as a hash. */
final class ZoneOf {
    private static final int LONGEST_NAME = 255;
    private static final int SHORT_LABEL = 3;

    private final Names names;
    private final byte[] wire = new byte[LONGEST_NAME];

    ZoneOf(Names names) {
        this.names = names;
    }

    /** A hash of a name's zone; 0 for a name that is not known. */
    long hash(int name) {
        int length = names.copyWire(name, wire);
        if (length <= 0) {
            return 0;
        }
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = start(length); i < length; i++) {
            hash = (hash ^ wire[i] & 0xFF) * 0x100_0000_01B3L;
        }
        return hash == 0 ? 1 : hash;
    }

    /** Where the zone begins in the wire form: names are lower-cased and whole there, so each length octet leads to the next. */
    private int start(int length) {
        int third = 0;
        int second = 0;
        int last = 0;
        int next = 0;
        while (next < length && wire[next] != 0) {
            third = second;
            second = last;
            last = next;
            next += wire[next] + 1;
        }
        boolean underCountry = wire[last] == 2 && wire[second] <= SHORT_LABEL && second > 0;
        return underCountry ? third : second;
    }
}
