package io.github.dnswhy.whatif;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.StepFate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One lookup as glibc would have made it under some rules. Used once.
 *
 * <p>Source: glibc 2.36 resolv/res_query.c ({@code __res_context_search}), res_send.c ({@code __res_context_send}, {@code send_dg}).
 */
final class Replay {
    /** An attempt that comes as much later or earlier is still the one that was recorded: timers fire late on a busy machine. */
    private static final long SAME_MOMENT_NANOS = 50_000_000L;

    private static final int SAME_MOMENT_PART = 50;

    /** How often the mode changes after half an answer: both at once, one by one, one by one with a socket each. */
    static final int MODES = 3;

    /**
     * What came out.
     *
     * @param felt nanoseconds
     * @param failed whether the application was left without an answer
     */
    record Outcome(long felt, boolean failed) {}

    /**
     * How a lookup began.
     *
     * @param server which server was asked first, where the rules rotate
     * @param mode in which of the {@value #MODES} modes of asking for both types its thread was, which glibc keeps
     */
    record Beginning(int server, int mode) {}

    /** How a name or one round for it ended. */
    private enum End {
        POSITIVE,
        NEGATIVE,
        SERVFAIL,
        REFUSED,
        SILENT,
        UNREACHABLE,
        HALF
    }

    /** Thrown away with the replay: the capture does not tell what would have happened. */
    private static final class NotInCapture extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotInCapture() {
            super(null, null, false, false);
        }
    }

    private record Place(IpAddress server, String name) {}

    private final Recording recording;
    private final ResolverRules rules;
    private final SeenAnswers seen;
    private final int firstServer;
    private final Map<Place, Integer> asked = new HashMap<>();
    private final Map<Place, Long> late = new HashMap<>();
    private final Map<Place, Long> lastAsked = new HashMap<>();
    private int mode;
    private long clock;

    private Replay(Recording recording, ResolverRules rules, SeenAnswers seen, Beginning beginning) {
        this.recording = recording;
        this.rules = rules;
        this.seen = seen;
        this.firstServer = rules.rotate() ? beginning.server : 0;
        this.mode = rules.serial() ? MODES - 1 : beginning.mode;
    }

    /**
     * Replays a lookup.
     *
     * @return the outcome; empty when the capture does not tell it
     */
    static Optional<Outcome> of(Recording recording, ResolverRules rules, SeenAnswers seen, Beginning beginning) {
        if (rules.servers().isEmpty()) {
            return Optional.empty();
        }
        Replay replay = new Replay(recording, rules, seen, beginning);
        try {
            return Optional.of(replay.search());
        } catch (NotInCapture e) {
            return Optional.empty();
        }
    }

    private Outcome search() {
        String name = recording.lookup().name();
        if (isWithoutSearch(name)) {
            return outcome(send(name), false);
        }
        boolean asItIsFirst = ResolverRules.dots(name) >= rules.ndots();
        boolean failed = false;
        if (asItIsFirst) {
            End end = send(name);
            if (end == End.POSITIVE || rules.search().isEmpty()) {
                return outcome(end, false);
            }
            failed = end != End.NEGATIVE;
        }
        for (String suffix : rules.search()) {
            End end = send(suffix.isEmpty() ? name : name + '.' + suffix);
            if (end == End.POSITIVE) {
                return new Outcome(clock, false);
            }
            failed |= end != End.NEGATIVE;
            if (end == End.UNREACHABLE) {
                return new Outcome(clock, true);
            }
            if (end == End.SILENT || end == End.REFUSED) {
                break; // the rest of the list is skipped
            }
        }
        return asItIsFirst ? new Outcome(clock, failed) : outcome(send(name), failed);
    }

    /** REFUSED for the short name as it is, after names that do not exist, is only the tail of the walk. */
    private Outcome outcome(End end, boolean failedBefore) {
        boolean walked = !recording.firstName().equals(recording.lookup().name());
        return switch (end) {
            case POSITIVE -> new Outcome(clock, false);
            case NEGATIVE -> new Outcome(clock, failedBefore);
            case REFUSED -> new Outcome(clock, failedBefore || !walked);
            case SERVFAIL, SILENT, UNREACHABLE, HALF -> new Outcome(clock, true);
        };
    }

    /** Whether the name was written with a final dot, or would be, or is asked without a search list (reverse lookups). */
    private boolean isWithoutSearch(String name) {
        boolean asItIs = recording.firstName().equals(name);
        List<String> types = recording.lookup().types();
        return asItIs && (ResolverRules.dots(name) < rules.ndots() || !isAddresses(types))
                || rules.dotted() && resolvesAsItIs(name);
    }

    private static boolean isAddresses(List<String> types) {
        return types.contains("A") || types.contains("AAAA");
    }

    private boolean resolvesAsItIs(String name) {
        for (Round round : recording.rounds()) {
            for (Reply reply : round.replies()) {
                if (round.name().equals(name) && reply.fate() == StepFate.ANSWERED) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Goes through attempts and servers for one name. */
    private End send(String name) {
        int count = rules.servers().size();
        boolean waited = false;
        End error = null;
        for (int attempt = 0; attempt < rules.attempts(); attempt++) {
            for (int i = 0; i < count; i++) {
                int server = (int) ((firstServer + (long) i) % count);
                End end = ask(rules.servers().get(server), name, rules.waitNanos(server));
                switch (end) {
                    case POSITIVE, NEGATIVE -> {
                        return end;
                    }
                    case SERVFAIL, REFUSED -> error = end;
                    case HALF -> {
                        return End.SILENT;
                    }
                    case SILENT -> waited = true;
                    case UNREACHABLE -> {}
                }
            }
        }
        if (error != null && !waited) {
            return error;
        }
        return waited ? End.SILENT : End.UNREACHABLE;
    }

    /** One attempt at one server: after half an answer once more in the next mode, until there is none. */
    private End ask(IpAddress server, String name, long wait) {
        List<Reply> got = new ArrayList<>();
        while (true) {
            long began = clock;
            Place place = new Place(server, name);
            Round round = round(place);
            Long arrival = late.get(place);
            if (arrival != null && arrival <= began + wait && got.isEmpty()) {
                clock = Math.max(began, arrival); // the answer to an earlier attempt, on the same socket
                return endOf(round.replies());
            }
            long last = 0;
            boolean rejected = false;
            for (Reply reply : round.replies()) {
                rejected |= reply.fate() == StepFate.REJECTED;
                if (reply.isAnswer() && reply.at() <= wait) {
                    keep(got, reply);
                }
                if (reply.isAnswer() || reply.fate() == StepFate.REJECTED) {
                    last = Math.max(last, reply.at());
                }
            }
            if (rejected) {
                clock = began + Math.min(last, wait);
                return End.UNREACHABLE;
            }
            if (got.size() == recording.lookup().types().size()) {
                clock = began + Math.min(last, wait);
                return endOf(got);
            }
            clock = began + wait;
            if (got.isEmpty()) {
                if (round.isAnswered()) {
                    late.merge(place, began + last, Math::min);
                }
                return End.SILENT;
            }
            if (mode == MODES - 1) {
                return got.get(0).type().equals(recording.lookup().types().get(0)) ? endOf(got) : End.HALF;
            }
            mode++;
        }
    }

    private static void keep(List<Reply> got, Reply reply) {
        got.removeIf(r -> r.type().equals(reply.type()));
        got.add(reply);
    }

    private static End endOf(List<Reply> replies) {
        End end = End.NEGATIVE;
        for (Reply reply : replies) {
            if (reply.fate() == StepFate.ANSWERED) {
                return End.POSITIVE;
            }
            if (reply.fate() == StepFate.ERROR) {
                end = reply.refused() ? End.REFUSED : End.SERVFAIL;
            }
        }
        return end;
    }

    /** What a round that begins now brings. */
    private Round round(Place place) {
        int index = asked.merge(place, 1, Integer::sum) - 1;
        Round recorded = recording.round(place.server, place.name, index);
        Long before = lastAsked.put(place, clock);
        if (recorded != null && isSame(recorded.offset(), clock)) {
            return rules.serial() ? oneByOne(place, recorded) : recorded;
        }
        ServerCourse.State state = seen.state(place.server, recording.startNanos() + clock);
        if (recorded != null && index > 0 && recorded.answers() > 0 && recorded.mayAnswerFormer()) {
            Round former = recording.round(place.server, place.name, index - 1);
            if (before == null || !isSame(recorded.offset() - former.offset(), clock - before)) {
                throw new NotInCapture(); // the answer may have been that to the former attempt
            }
        }
        Round round = switch (state) {
            case ANSWERS -> recorded != null && recorded.isAnswered() ? recorded : answered(place);
            case SILENT -> down(place, StepFate.TIMEOUT);
            case REFUSES -> down(place, StepFate.REJECTED);
            case MIXED -> known(recorded);
            case UNKNOWN -> steady(recorded);
        };
        return rules.serial() ? oneByOne(place, round) : round;
    }

    private static boolean isSame(long recorded, long now) {
        return Math.abs(recorded - now) <= SAME_MOMENT_NANOS + recorded / SAME_MOMENT_PART;
    }

    private static Round known(Round recorded) {
        if (recorded == null) {
            throw new NotInCapture();
        }
        return recorded;
    }

    /** The recorded round, where each of its questions was always answered by the server, or never. */
    private Round steady(Round recorded) {
        for (Reply reply : known(recorded).replies()) {
            if (!seen.isSteady(recorded.server(), recorded.name(), reply.type())) {
                throw new NotInCapture();
            }
        }
        return recorded;
    }

    private Round answered(Place place) {
        List<Reply> replies = new ArrayList<>();
        long sent = 0;
        for (String type : recording.lookup().types()) {
            Reply typical = typical(place, type);
            replies.add(new Reply(type, typical.fate(), typical.refused(), sent, typical.latency()));
            sent = rules.serial() ? sent + typical.latency() : 0;
        }
        return new Round(place.server, place.name, clock, replies);
    }

    private Reply typical(Place place, String type) {
        Reply typical = seen.typical(place.server, place.name, type);
        if (typical == null) {
            throw new NotInCapture();
        }
        return typical;
    }

    private Round down(Place place, StepFate fate) {
        List<Reply> replies = new ArrayList<>();
        for (String type : recording.lookup().types()) {
            replies.add(new Reply(type, fate, false, 0, 0));
        }
        return new Round(place.server, place.name, clock, replies);
    }

    /** The same queries one after the other; the half of a pair that was lost is answered when it is sent alone. */
    private Round oneByOne(Place place, Round round) {
        if (round.answers() == 0 || round.isSerial()) {
            return round;
        }
        List<Reply> replies = new ArrayList<>();
        long sent = 0;
        for (Reply reply : round.replies()) {
            Reply alone = reply.isAnswer() ? reply : typical(place, reply.type());
            replies.add(new Reply(reply.type(), alone.fate(), alone.refused(), sent, alone.latency()));
            sent += alone.latency();
        }
        return new Round(place.server, place.name, round.offset(), replies);
    }
}
