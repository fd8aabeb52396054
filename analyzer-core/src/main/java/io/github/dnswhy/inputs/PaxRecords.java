package io.github.dnswhy.inputs;

import java.nio.charset.StandardCharsets;

/** What the extended header of a pax archive says about the next member (POSIX.1, pax interchange format): length, key, value. */
final class PaxRecords {
    private String path = "";
    private long size = Content.UNKNOWN_LENGTH;
    private boolean sparse;

    /** Reads records up to the first that is damaged. */
    static PaxRecords of(byte[] octets) {
        PaxRecords records = new PaxRecords();
        int at = 0;
        while (at < octets.length) {
            int length = 0;
            int start = at;
            while (at < octets.length && octets[at] >= '0' && octets[at] <= '9' && length < octets.length) {
                length = length * 10 + octets[at++] - '0';
            }
            int end = start + length;
            if (at == octets.length || octets[at] != ' ' || end > octets.length || end <= at + 1) {
                break;
            }
            records.record(new String(octets, at + 1, end - at - 1, StandardCharsets.UTF_8));
            at = end;
        }
        return records;
    }

    private void record(String record) {
        int equals = record.indexOf('=');
        if (equals < 0) {
            return;
        }
        String value = record.substring(equals + 1, record.endsWith("\n") ? record.length() - 1 : record.length());
        switch (record.substring(0, equals)) {
            case "path" -> path = value;
            case "size" -> size = number(value);
            case "GNU.sparse.major", "GNU.sparse.map", "GNU.sparse.size" -> sparse = true;
            default -> {
                // Times, owners and the like.
            }
        }
    }

    private static long number(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return Content.UNKNOWN_LENGTH;
            }
            value = value * 10 + digit;
        }
        return digits.isEmpty() ? Content.UNKNOWN_LENGTH : value;
    }

    /** The path of the next member; empty when it is not told. */
    String path() {
        return path;
    }

    /** The octets of the next member, {@link Content#UNKNOWN_LENGTH} when they are not told. */
    long size() {
        return size;
    }

    /** Whether the next member is a sparse file, which is stored in pieces. */
    boolean sparse() {
        return sparse;
    }
}
