package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.model.Attempt;
import io.github.dnswhy.model.Transaction;
import io.github.dnswhy.model.TransactionOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spells out closed transactions for those who asked for all of them. */
final class TransactionListing {
    private final AddressTable addresses;
    private final Texts texts;

    TransactionListing(AddressTable addresses, Texts texts) {
        this.addresses = addresses;
        this.texts = texts;
    }

    Transaction toModel(OpenTransaction t, boolean open) {
        List<Attempt> attempts = new ArrayList<>(t.attemptsKept());
        for (int i = 0; i < t.attemptsKept(); i++) {
            attempts.add(new Attempt(t.capture(i), t.frame(i), KeptLookup.instant(t.time(i)), t.sightings(i)));
        }
        boolean answered = t.answered();
        return new Transaction(
                addresses.address(t.source()),
                t.clientPort(),
                addresses.address(t.server()),
                t.transport(),
                t.id(),
                texts.name(t.name(), 0),
                texts.type(t.type()),
                texts.recordClass(t.recordClass()),
                attempts,
                outcome(t, open),
                answered ? Optional.of(texts.rcode(t.rcode())) : Optional.empty(),
                answered ? t.endCapture() : -1,
                answered ? t.endFrame() : 0,
                answered ? Optional.of(Duration.ofNanos(t.endTime() - t.time(0))) : Optional.empty(),
                t.late(),
                t.truncated());
    }

    private static TransactionOutcome outcome(OpenTransaction t, boolean open) {
        if (t.answered()) {
            return TransactionOutcome.ANSWERED;
        }
        if (t.rejected()) {
            return TransactionOutcome.REJECTED;
        }
        if (t.reset()) {
            return TransactionOutcome.RESET;
        }
        return open ? TransactionOutcome.UNDETERMINED : TransactionOutcome.UNANSWERED;
    }
}
