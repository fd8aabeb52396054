package io.github.dnswhy.whatif;

import io.github.dnswhy.model.IpAddress;
import java.util.List;

/**
 * The queries for one name to one server until its answers or the resolver's deadline.
 *
 * @param server who was asked
 * @param name the QNAME
 * @param offset nanoseconds from the start of the lookup
 * @param replies by query, in order
 */
record Round(IpAddress server, String name, long offset, List<Reply> replies) {
    private static final long PROMPT_NANOS = 100_000_000L;

    Round {
        replies = List.copyOf(replies);
    }

    long answers() {
        long answers = 0;
        for (Reply reply : replies) {
            answers += reply.isAnswer() ? 1 : 0;
        }
        return answers;
    }

    boolean isAnswered() {
        return answers() == replies.size();
    }

    boolean isHalf() {
        return answers() > 0 && !isAnswered();
    }

    /** Whether an answer took so long that, after a timeout, it may be the late one to the attempt before. */
    boolean mayAnswerFormer() {
        for (Reply reply : replies) {
            if (reply.isAnswer() && reply.latency() > PROMPT_NANOS) {
                return true;
            }
        }
        return false;
    }

    /** Whether its second query waited for the first answer. */
    boolean isSerial() {
        return replies.size() > 1
                && replies.get(0).isAnswer()
                && replies.get(1).sent() >= replies.get(0).at();
    }
}
