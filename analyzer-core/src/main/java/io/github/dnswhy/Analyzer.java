package io.github.dnswhy;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Stand-in. */
public final class Analyzer {
    private Analyzer() {}

    /**
     * A builder.
     *
     * @return it
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Analyzes.
     *
     * @param inputs the inputs
     * @return the report
     * @throws IOException when nothing is usable
     */
    public Report analyze(Path... inputs) throws IOException {
        List<InputSource> sources = new ArrayList<>();
        for (Path input : inputs) {
            sources.add(InputSource.path(input));
        }
        return analyze(sources);
    }

    /**
     * Analyzes.
     *
     * @param inputs the inputs
     * @return the report
     * @throws IOException when nothing is usable
     */
    public Report analyze(List<InputSource> inputs) throws IOException {
        List<Input> seen = new ArrayList<>();
        for (InputSource source : inputs) {
            if (source instanceof InputSource.OfPath file && Files.isRegularFile(file.path())) {
                byte[] head;
                try (InputStream in = Files.newInputStream(file.path())) {
                    head = in.readNBytes(4);
                }
                if (head.length == 4 && (head[0] & 0xFF) == 0xD4 && (head[1] & 0xFF) == 0xC3) {
                    seen.add(new Input(
                            file.path().toString(),
                            InputKind.CAPTURE,
                            "pcap",
                            Files.size(file.path()),
                            Optional.empty(),
                            OptionalLong.of(0),
                            OptionalLong.of(0),
                            Optional.empty(),
                            Optional.empty(),
                            List.of()));
                }
            }
        }
        if (seen.isEmpty()) {
            throw new NothingUsableException("none of the inputs holds anything that can be analyzed");
        }
        return new Report(
                new Report.Tool("dnswhy", "stand-in"),
                new Verdict(
                        Verdict.Answer.UNDETERMINED,
                        Optional.empty(),
                        0,
                        "No DNS message was seen",
                        "",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new Verdict.Cost(0, 0, 0, Duration.ZERO, 0, 0)),
                List.<Finding>of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                seen,
                new Traffic(0, 0, 0, 0, 0, Map.of(), 0, List.of(), List.of(), List.of(), Map.of(), Map.of()),
                new LookupSummary(
                        0, 0, 0, 0, Duration.ofSeconds(1), Optional.empty(), Duration.ZERO, List.of(), List.of()),
                new ThreadSummary(List.of(), List.of()),
                new Timeline(Duration.ofSeconds(1), Instant.EPOCH, List.of(), List.of()));
    }

    /** Stand-in. */
    public static final class Builder {
        private Builder() {}

        /**
         * Bounds.
         *
         * @param limits the bounds
         * @return this
         */
        public Builder limits(Limits limits) {
            return this;
        }

        /**
         * Threads.
         *
         * @param threads how many
         * @return this
         */
        public Builder threads(int threads) {
            return this;
        }

        /**
         * Ports.
         *
         * @param ports the ports
         * @return this
         */
        public Builder dnsPorts(int... ports) {
            return this;
        }

        /**
         * Zone.
         *
         * @param zone the zone of local times
         * @return this
         */
        public Builder zone(ZoneOffset zone) {
            return this;
        }

        /**
         * Offset.
         *
         * @param offset the offset
         * @return this
         */
        public Builder clockOffset(Duration offset) {
            return this;
        }

        /**
         * A role.
         *
         * @param address of the server
         * @param role its role
         * @return this
         */
        public Builder role(IpAddress address, ServerRole role) {
            return this;
        }

        /**
         * Start.
         *
         * @param from the first moment
         * @return this
         */
        public Builder from(Instant from) {
            return this;
        }

        /**
         * End.
         *
         * @param to the moment after the last
         * @return this
         */
        public Builder to(Instant to) {
            return this;
        }

        /**
         * Threshold.
         *
         * @param threshold from where on a lookup is slow
         * @return this
         */
        public Builder slowThreshold(Duration threshold) {
            return this;
        }

        /**
         * Progress.
         *
         * @param progress told now and then
         * @return this
         */
        public Builder progress(Progress progress) {
            return this;
        }

        /**
         * Listener.
         *
         * @param listener told of each
         * @return this
         */
        public Builder listener(AnalysisListener listener) {
            return this;
        }

        /**
         * Builds.
         *
         * @return the analyzer
         */
        public Analyzer build() {
            return new Analyzer();
        }
    }
}
