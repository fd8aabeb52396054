package io.github.dnswhy.report;

import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Transaction;
import java.util.List;

/** The tables behind a report. Their JSON form has the keys that {@code docs/json.md} names. */
public final class Rows {
    private Rows() {}

    /**
     * {@code show messages}.
     *
     * @return one row a message
     */
    public static RowType<Message> messages() {
        return new MessageRows(false);
    }

    /**
     * {@code show messages --records}.
     *
     * @return one row a message, each with its records; for people a heading a message, and a line a record
     */
    public static RowType<Message> messagesWithRecords() {
        return new MessageRows(true);
    }

    /**
     * {@code show transactions}.
     *
     * @param captures paths of the captures in the order of their indices; with several of them frames name theirs
     * @return one row a transaction
     */
    public static RowType<Transaction> transactions(List<String> captures) {
        return new TransactionRows(new Captures(captures));
    }

    /**
     * {@code show lookups}.
     *
     * @param captures paths of the captures in the order of their indices; with several of them frames name theirs
     * @return one row a lookup
     */
    public static RowType<Lookup> lookups(List<String> captures) {
        return new LookupRows(new Captures(captures));
    }

    /**
     * {@code show servers}.
     *
     * @return one row a server
     */
    public static RowType<Traffic.ServerTraffic> servers() {
        return new ServerRows();
    }

    /**
     * {@code show clients}.
     *
     * @return one row a client
     */
    public static RowType<Traffic.ClientTraffic> clients() {
        return new ClientRows();
    }

    /**
     * {@code show names}.
     *
     * @return one row a name
     */
    public static RowType<Traffic.Count> names() {
        return new CountRows("name");
    }

    /**
     * {@code show threads}.
     *
     * @return one row a thread
     */
    public static RowType<ThreadRow> threads() {
        return new ThreadRows();
    }

    /**
     * {@code show frames}.
     *
     * @return one row for each capture, interface, link type, stack of headers and fate
     */
    public static RowType<FrameCount> frames() {
        return new FrameRows();
    }

    /**
     * {@code show timeline}.
     *
     * @return one row a slice or event
     */
    public static RowType<TimelineRow> timeline() {
        return new TimelineRows();
    }
}
