package io.github.dnswhy;

import io.github.dnswhy.capture.CaptureMerger;
import io.github.dnswhy.capture.CaptureResult;
import io.github.dnswhy.capture.CaptureSource;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.facts.GapFacts;
import io.github.dnswhy.lookup.QueryLog;
import io.github.dnswhy.lookup.ResolverSettings;
import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.lookup.TrafficResult;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.EventDecoder;
import io.github.dnswhy.match.MessageListing;
import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.packet.PacketDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The hot path, put together: captures to frames to payloads to events to shards. */
final class TrafficPipeline {
    private static final int PROGRESS_FRAMES = 1 << 16;

    private final AnalysisSettings settings;
    private final Function<IpAddress, ResolverSettings> resolvers;
    private final Optional<QueryLog> queryLog;

    TrafficPipeline(
            AnalysisSettings settings, Function<IpAddress, ResolverSettings> resolvers, Optional<QueryLog> queryLog) {
        this.settings = settings;
        this.resolvers = resolvers;
        this.queryLog = queryLog;
    }

    /**
     * What came out of the captures.
     *
     * @param traffic what the shards counted
     * @param captures how each capture was read, in order
     * @param messages DNS messages of each capture
     * @param decoder counts of the messages
     * @param frames frames of all captures, those outside the time that was asked for left out
     * @param fromNanos time of the first of them
     * @param toNanos time of the last of them
     * @param backward frames whose time lies before that of a frame before them
     * @param farthestBackNanos by how much at most
     * @param holes stretches that were not captured
     * @param channels other ways to look up names that were seen
     * @param reached what did not fit into the bounds, by anomaly name
     */
    record Outcome(
            TrafficResult traffic,
            List<CaptureResult> captures,
            long[] messages,
            EventDecoder decoder,
            long frames,
            long fromNanos,
            long toNanos,
            long backward,
            long farthestBackNanos,
            List<GapFacts> holes,
            List<ChannelUse> channels,
            Map<String, Long> reached) {}

    /**
     * Reads all captures to their ends.
     *
     * @param sources at least one
     * @param storedOctets their size, for progress; 0 when not known
     */
    Outcome run(List<CaptureSource> sources, long storedOctets) {
        NameTable names = new NameTable(settings.limits());
        AddressTable addresses = new AddressTable(settings.limits());
        AnalysisListener listener = settings.listener();
        Shard.Setup setup = new Shard.Setup(
                settings.limits(),
                resolvers,
                addresses,
                (name, target) -> names.copyWire(name, target, 0),
                new TableTexts(names),
                settings.slowThreshold().toNanos(),
                queryLog,
                listener.wantsTransactions() ? Optional.of(listener::onTransaction) : Optional.empty(),
                listener.wantsLookups() ? Optional.of(listener::onLookup) : Optional.empty());
        // Rows for a listener come from one thread only.
        boolean listening = listener.wantsTransactions() || listener.wantsLookups();
        int shardThreads = listening ? 0 : Math.min(settings.threads() - 1, Shard.COUNT);
        List<Shard> shards = Shard.all(setup, Math.max(1, shardThreads));
        ShardRunner runner = shardThreads == 0 ? new ShardsInPlace(shards) : new ShardThreads(shards, shardThreads);
        List<String> files = sources.stream().map(CaptureSource::name).toList();
        listener.onCaptures(files);
        MessageListing rows =
                listener.wantsMessages() ? new MessageRows(files, listener.wantsRecords(), listener::onMessage) : null;
        EventDecoder decoder = new EventDecoder(names, addresses, sources.size(), rows, runner);
        PacketDecoder packets =
                new PacketDecoder(settings.limits(), settings.dnsPorts(), settings.tunnelPorts(), decoder);
        CaptureSilences silences = new CaptureSilences();
        long from = 0;
        long to = 0;
        long frames = 0;
        long read = 0;
        long backward = 0;
        long farthestBack = 0;
        int capture = -1;
        try (CaptureMerger captures = new CaptureMerger(sources, settings.limits(), settings.threads())) {
            while (captures.next()) {
                Frame frame = captures.frame();
                long time = frame.timeNanos();
                if (++read % PROGRESS_FRAMES == 0) {
                    settings.progress().update(captures.bytesRead(), storedOctets);
                }
                if (!settings.includes(time)) {
                    packets.leaveOut(frame);
                    continue;
                }
                if (frames++ == 0) {
                    from = time;
                    to = time;
                    shards.forEach(shard -> shard.begin(time));
                }
                if (time < to) {
                    backward++;
                    farthestBack = Math.max(farthestBack, to - time);
                }
                if (time - to > CaptureSilences.SHORTEST_NANOS) {
                    boolean another = frame.capture() != capture && captures.open() == 1;
                    silences.pause(to, time, to - from, frames - 1, frame, another, runner);
                }
                capture = frame.capture();
                to = Math.max(to, time);
                packets.decode(frame);
            }
            packets.finish();
            packets.frames(files).forEach(listener::onFrames);
            long end = to;
            runner.finish(shard -> shard.finish(end, decoder.forwarding()));
            silences.settle(shards, to - from);
            long[] messages = new long[sources.size()];
            for (int i = 0; i < messages.length; i++) {
                messages[i] = decoder.messages(i);
            }
            return new Outcome(
                    new TrafficResult(shards, setup),
                    captures.results(),
                    messages,
                    decoder,
                    frames,
                    from,
                    to,
                    backward,
                    farthestBack,
                    silences.holes(),
                    packets.channels(),
                    reached(names, addresses, shards));
        } catch (RuntimeException | Error e) {
            runner.abandon();
            throw e;
        }
    }

    /** What did not fit into the bounds, by the name under which it is told. */
    private static Map<String, Long> reached(NameTable names, AddressTable addresses, List<Shard> shards) {
        Map<String, Long> reached = new TreeMap<>();
        reached.put("names-beyond-limit", names.refused());
        reached.put("addresses-beyond-limit", addresses.dropped());
        reached.put("servers-beyond-limit", addresses.droppedServers());
        reached.put(
                "open-transactions-beyond-limit",
                shards.stream().mapToLong(Shard::evictedTransactions).sum());
        reached.put(
                "open-lookups-beyond-limit",
                shards.stream().mapToLong(Shard::evictedLookups).sum());
        reached.put(
                "lookup-searches-beyond-limit",
                shards.stream().mapToLong(Shard::cutSearches).sum());
        reached.put(
                "query-details-beyond-limit",
                shards.stream().mapToLong(Shard::droppedQueries).sum());
        reached.values().removeIf(count -> count == 0);
        return reached;
    }
}
