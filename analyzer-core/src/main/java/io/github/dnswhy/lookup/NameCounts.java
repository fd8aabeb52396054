package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;

/** What one shard counts for one name on the wire. */
final class NameCounts {
    long attempts;
    long answered;
    long unanswered;
    long nxdomain;
    long nodata;
    long errors;
    long unansweredAaaa;
    long answeredA;
    long answeredAaaa;
    int exampleCapture;
    long exampleFrame;
    boolean exampleIsError;

    void response(WireEvent e) {
        switch (e.rcode) {
            case 0 -> nodata += e.answers == 0 && !e.truncated() ? 1 : 0;
            case 3 -> nxdomain++;
            default -> {
                errors++;
                example(e.capture, e.frame, true);
            }
        }
    }

    void closed(OpenTransaction t, boolean open) {
        attempts += t.attempts();
        example(t.capture(0), t.frame(0), false);
        boolean aaaa = t.type() == 28;
        if (t.answered()) {
            answered++;
            answeredA += t.type() == 1 ? 1 : 0;
            answeredAaaa += aaaa ? 1 : 0;
        } else if (!open) {
            unanswered++;
            unansweredAaaa += aaaa ? 1 : 0;
        }
    }

    private void example(int capture, long frame, boolean error) {
        boolean earlier = capture < exampleCapture || capture == exampleCapture && frame < exampleFrame;
        if (exampleFrame == 0 || error && !exampleIsError || error == exampleIsError && earlier) {
            exampleCapture = capture;
            exampleFrame = frame;
            exampleIsError = error;
        }
    }

    void merge(NameCounts o) {
        attempts += o.attempts;
        answered += o.answered;
        unanswered += o.unanswered;
        nxdomain += o.nxdomain;
        nodata += o.nodata;
        errors += o.errors;
        unansweredAaaa += o.unansweredAaaa;
        answeredA += o.answeredA;
        answeredAaaa += o.answeredAaaa;
        if (o.exampleFrame > 0) {
            example(o.exampleCapture, o.exampleFrame, o.exampleIsError);
        }
    }
}
