package io.github.dnswhy.cli;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.ServerRole;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Reads the values of options; each refusal names the option, the value and what would do. */
final class Values {
    private static final String[] DURATION_UNITS = {"ns", "us", "µs", "ms", "s", "m", "h", "d"};
    private static final long[] UNIT_NANOS = {
        1, 1_000, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L
    };

    private Values() {}

    static int integer(Option option, String text, int least, int most) throws CommandException {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw refuse(option, text, "a whole number from " + least + " to " + most + ".");
    }

    /** A number and its unit, such as {@code 250ms}, {@code -1.5s}, {@code 2m}. */
    static Duration duration(Option option, String text) throws CommandException {
        int unitAt = text.length();
        while (unitAt > 0 && Character.isLetter(text.charAt(unitAt - 1))) {
            unitAt--;
        }
        String unit = text.substring(unitAt);
        for (int i = 0; i < DURATION_UNITS.length; i++) {
            if (DURATION_UNITS[i].equals(unit)) {
                try {
                    BigDecimal nanos =
                            new BigDecimal(text.substring(0, unitAt)).multiply(new BigDecimal(UNIT_NANOS[i]));
                    return Duration.ofNanos(nanos.longValueExact());
                } catch (ArithmeticException | NumberFormatException e) {
                    break;
                }
            }
        }
        throw refuse(option, text, "a number with its unit, such as 250ms, 1.5s, 2m or 1h.");
    }

    /** A duration of at least a nanosecond. */
    static Duration positiveDuration(Option option, String text) throws CommandException {
        Duration duration = duration(option, text);
        if (duration.isNegative() || duration.isZero()) {
            throw refuse(option, text, "a duration above zero, such as 250ms or 2s.");
        }
        return duration;
    }

    /** A time with its zone; one without is UTC, as captures are. */
    static Instant time(Option option, String text) throws CommandException {
        String upper = text.toUpperCase(Locale.ROOT).replace(' ', 'T');
        int timeAt = upper.indexOf('T');
        boolean zoned = upper.endsWith("Z")
                || (timeAt >= 0 && (upper.indexOf('+', timeAt) >= 0 || upper.indexOf('-', timeAt) >= 0));
        try {
            return OffsetDateTime.parse(zoned ? upper : upper + "Z").toInstant();
        } catch (DateTimeException e) {
            throw refuse(option, text, "a time as in RFC 3339, such as 2026-11-01T10:00:00Z or …T12:00:00+02:00.");
        }
    }

    /** An offset from UTC, such as {@code +02:00}, {@code -3}, {@code UTC+1} or {@code Z}. */
    static ZoneOffset offset(Option option, String text) throws CommandException {
        String offset = text.toUpperCase(Locale.ROOT);
        if (offset.startsWith("UTC") || offset.startsWith("GMT")) {
            offset = offset.length() == 3 ? "Z" : offset.substring(3);
        }
        try {
            return ZoneOffset.of(offset);
        } catch (DateTimeException e) {
            throw refuse(
                    option,
                    text,
                    "an offset from UTC such as +02:00 or Z; on the machine of the dumps, 'date +%:z' prints it.");
        }
    }

    /** {@code ADDRESS=ROLE}. */
    static RoleOf role(String text) throws CommandException {
        int equals = text.lastIndexOf('=');
        IpAddress address =
                equals < 0 ? null : IpAddress.parse(text.substring(0, equals)).orElse(null);
        if (address == null) {
            throw refuse(Option.ROLE, text, "ADDRESS=ROLE, such as 169.254.20.10=node-local-cache.");
        }
        ServerRole[] roles = ServerRole.values();
        String[] names = new String[roles.length];
        for (int i = 0; i < roles.length; i++) {
            names[i] = kebab(roles[i]);
        }
        return new RoleOf(address, roles[choice(Option.ROLE, text.substring(equals + 1), names)]);
    }

    /** What the user says that a server is. */
    record RoleOf(IpAddress address, ServerRole role) {}

    /** Bounds with the one changed that {@code NAME=VALUE} tells. */
    static Limits limit(Limits limits, String text) throws CommandException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Limit[] all = Limit.values();
        String[] names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].text();
            if (names[i].equals(name)) {
                if (equals < 0) {
                    throw refuse(Option.LIMITS, text, "NAME=VALUE, such as " + name + "=" + all[i].standard() + ".");
                }
                return limits.with(all[i], amount(text, text.substring(equals + 1)));
            }
        }
        throw unknown(Option.LIMITS, "limit", name, names);
    }

    private static long amount(String whole, String text) throws CommandException {
        int shift = 0;
        String digits = text;
        if (!text.isEmpty()) {
            int unit = "KMGT".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
            if (unit >= 0) {
                shift = 10 * (unit + 1);
                digits = text.substring(0, text.length() - 1);
            }
        }
        try {
            long amount = Long.parseLong(digits);
            if (amount >= 1 && amount <= Long.MAX_VALUE >> shift) {
                return amount << shift;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw refuse(Option.LIMITS, whole, "a whole number of at least 1, which may end in K, M, G or T.");
    }

    /** One of several words. */
    static int choice(Option option, String text, String... words) throws CommandException {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equalsIgnoreCase(text)) {
                return i;
            }
        }
        throw unknown(option, "value", text, words);
    }

    static CommandException refuse(Option option, String text, String wanted) {
        return CommandException.usage(option.flag() + ": '" + text + "' will not do", "it takes " + wanted);
    }

    static CommandException unknown(Option option, String what, String text, String... known) {
        String all = "there is " + String.join(", ", known) + ".";
        return CommandException.usage(
                option.flag() + ": unknown " + what + " '" + text + "'",
                Suggestion.nearest(text, known) == null ? all : Suggestion.tip(text, all, known));
    }

    /** The name of a constant as users write it: {@code NODE_LOCAL_CACHE} is {@code node-local-cache}. */
    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
