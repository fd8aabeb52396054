package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.MisdirectionFacts;
import io.github.dnswhy.facts.PathFacts;
import io.github.dnswhy.facts.WayFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** What one shard sees besides quick answers: errors and slow answers by zone, TCP handshakes, ICMP errors, answers from elsewhere. */
final class Oddities {
    private static final int SERVER_PAIRS = 256;
    private static final int ANSWERS = 1_000;

    private static final class Misdirected {
        private long count;
        private final FrameSample frames = new FrameSample();
    }

    private final AnswerCounts answers;
    private final Handshakes handshakes;
    private final IntUnaryOperator counted;
    private final IntMap<TreeMap<Integer, Long>> icmp = new IntMap<>();
    /** By the address asked in the upper half and the one that replied in the lower. */
    private final Map<Long, Misdirected> misdirected = new HashMap<>();

    /**
     * Nothing odd yet.
     *
     * @param names what name ids stand for
     * @param counted the id under which a server is counted, as there may be too many of them
     */
    Oddities(Names names, IntUnaryOperator counted) {
        answers = new AnswerCounts(names);
        handshakes = new Handshakes(counted);
        this.counted = counted;
    }

    void attempt(WireEvent e) {
        if (e.transport == Transport.TCP) {
            handshakes.accepted(e);
        }
    }

    void response(OpenTransaction t, WireEvent e) {
        answers.add(t, e);
    }

    void rejected(OpenTransaction t, WireEvent e) {
        if (e.kind == WireEvent.Kind.REJECTION) {
            icmp.get(counted.applyAsInt(t.server()), id -> new TreeMap<>()).merge(e.icmp, 1L, Long::sum);
        }
    }

    void connecting(WireEvent e) {
        handshakes.connecting(e);
    }

    void accepted(WireEvent e) {
        handshakes.accepted(e);
    }

    void reset(WireEvent e) {
        handshakes.reset(e);
    }

    void misdirected(OpenTransaction t) {
        long key = (long) t.server() << 32 | t.strayServer();
        if (misdirected.size() >= SERVER_PAIRS && !misdirected.containsKey(key)) {
            key = AddressTable.OVERFLOW;
        }
        Misdirected m = misdirected.computeIfAbsent(key, k -> new Misdirected());
        m.count++;
        m.frames.add(t.strayCapture(), t.strayFrame());
    }

    void finish(long endOfCapture) {
        handshakes.finish(endOfCapture);
    }

    /** Adds what another shard counted, which has finished too. */
    void merge(Oddities o) {
        answers.merge(o.answers);
        handshakes.merge(o.handshakes);
        for (int server : o.icmp.ids()) {
            TreeMap<Integer, Long> codes = icmp.get(server, id -> new TreeMap<>());
            o.icmp.get(server).forEach((code, count) -> codes.merge(code, count, Long::sum));
        }
        o.misdirected.forEach((key, m) -> {
            Misdirected mine = misdirected.computeIfAbsent(key, k -> new Misdirected());
            mine.count += m.count;
            mine.frames.merge(m.frames);
        });
    }

    WireFacts facts(
            AddressTable addresses, Texts texts, List<PathFacts> paths, Optional<Timeline> slices, WayFacts way) {
        Map<IpAddress, Map<Integer, Long>> codes = new TreeMap<>();
        for (int server : icmp.ids()) {
            codes.put(addresses.address(server), icmp.get(server));
        }
        List<MisdirectionFacts> strays = new ArrayList<>();
        misdirected.forEach((key, m) -> strays.add(new MisdirectionFacts(
                addresses.address((int) (key >>> 32)), addresses.address(key.intValue()), m.count, m.frames.toList())));
        strays.sort(Comparator.comparingLong(MisdirectionFacts::count)
                .reversed()
                .thenComparing(MisdirectionFacts::asked)
                .thenComparing(MisdirectionFacts::replied));
        return new WireFacts(
                answers.facts(ANSWERS, addresses::address, texts),
                handshakes.facts(addresses::address),
                strays,
                paths,
                codes,
                slices,
                way);
    }
}
