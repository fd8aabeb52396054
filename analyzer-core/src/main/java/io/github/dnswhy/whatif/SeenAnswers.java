package io.github.dnswhy.whatif;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.StepFate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the servers answered in the capture, and how they were over time. Immutable. */
final class SeenAnswers {
    /** Of a hundred answers to one question so many must be alike for one to stand for an answer that was not asked for. */
    private static final int ALIKE_PERCENT = 95;

    /** A question asked so often shows whether it is always answered. */
    private static final int ASKED_NEEDED = 5;

    private record Question(IpAddress server, String name, String type) {}

    private static final class Answers {
        private final int[] fates = new int[StepFate.values().length];
        private final List<Long> latencies = new ArrayList<>();
        private boolean refused;
        private int asked;
        private int answered;
        private Reply typical;

        void settle(String type) {
            if (latencies.isEmpty()) {
                return;
            }
            int best = 0;
            for (int i = 1; i < fates.length; i++) {
                best = fates[i] > fates[best] ? i : best;
            }
            if (fates[best] * 100L < (long) latencies.size() * ALIKE_PERCENT) {
                return;
            }
            long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            typical = new Reply(type, StepFate.values()[best], refused, 0, sorted[(sorted.length - 1) / 2]);
        }
    }

    private final Map<Question, Answers> answers = new HashMap<>();
    private final Map<IpAddress, ServerCourse> courses = new HashMap<>();
    private final boolean pairsAreLost;

    SeenAnswers(List<Recording> recordings) {
        int half = 0;
        int silent = 0;
        int serial = 0;
        int serialLost = 0;
        for (Recording recording : recordings) {
            for (Round round : recording.rounds()) {
                boolean first = recording.round(round.server(), round.name(), 0) == round;
                for (Reply reply : round.replies()) {
                    add(recording, round, reply, first || !round.mayAnswerFormer());
                }
            }
            for (int i = 0; i < recording.rounds().size(); i++) {
                Round round = recording.rounds().get(i);
                half += round.isHalf() && !round.isSerial() ? 1 : 0;
                silent += round.answers() == 0 ? 1 : 0;
                boolean again = i > 0 && follows(recording.rounds().get(i - 1), round);
                if (again || round.isSerial()) {
                    serial++;
                    serialLost += round.isAnswered() ? 0 : 1;
                }
            }
        }
        answers.forEach((question, seen) -> seen.settle(question.type));
        courses.values().forEach(ServerCourse::sort);
        pairsAreLost = half >= 3 && silent * 10 <= half && serial >= half && serialLost * 50 <= serial;
    }

    /** Whether a round repeats one that was half answered, which glibc does with one query after the other. */
    private static boolean follows(Round before, Round round) {
        return before.isHalf()
                && before.server().equals(round.server())
                && before.name().equals(round.name());
    }

    private void add(Recording recording, Round round, Reply reply, boolean isItsOwn) {
        courses.computeIfAbsent(round.server(), s -> new ServerCourse())
                .add(
                        recording.startNanos() + round.offset() + reply.sent(),
                        recording.lookup().id(),
                        reply.fate());
        Answers seen =
                answers.computeIfAbsent(new Question(round.server(), round.name(), reply.type()), q -> new Answers());
        seen.asked++;
        seen.answered += reply.isAnswer() ? 1 : 0;
        if (reply.isAnswer() && isItsOwn) {
            seen.fates[reply.fate().ordinal()]++;
            seen.refused |= reply.refused();
            seen.latencies.add(reply.latency());
        }
    }

    /**
     * Whether one of two queries sent together gets lost, and hardly ever one that is sent alone: then asking one by one loses none.
     */
    boolean pairsAreLost() {
        return pairsAreLost;
    }

    /** How a server was about a moment. */
    ServerCourse.State state(IpAddress server, long time) {
        ServerCourse course = courses.get(server);
        return course == null ? ServerCourse.State.UNKNOWN : course.at(time);
    }

    /** Whether a server always answered a question, or never did. */
    boolean isSteady(IpAddress server, String name, String type) {
        Answers seen = answers.get(new Question(server, name, type));
        return seen != null && seen.asked >= ASKED_NEEDED && (seen.answered == 0 || seen.answered == seen.asked);
    }

    /** The typical answer to a question, at the median of its latencies; null when it is not known. */
    Reply typical(IpAddress server, String name, String type) {
        Answers seen = answers.get(new Question(server, name, type));
        return seen == null ? null : seen.typical;
    }
}
