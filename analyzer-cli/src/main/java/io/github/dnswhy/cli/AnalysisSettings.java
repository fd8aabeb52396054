package io.github.dnswhy.cli;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.model.Limits;
import java.time.Instant;
import java.util.List;

/** Hands the options that steer the analysis to the analyzer; the commands that read INPUTs share them. */
final class AnalysisSettings {
    /** One decodes, one matches; the decoding one is then the slower of the two, so more gain nothing. */
    private static final int DEFAULT_THREADS = 2;

    private static final int MOST_THREADS = 256;
    private static final int MOST_PORT = 65_535;
    private static final int STANDARD_PORT = 53;

    private AnalysisSettings() {}

    static Analyzer.Builder builder(CommandLine line) throws CommandException {
        Analyzer.Builder builder = Analyzer.builder();
        builder.threads(
                line.has(Option.THREADS)
                        ? Values.integer(Option.THREADS, line.value(Option.THREADS), 1, MOST_THREADS)
                        : Math.min(Runtime.getRuntime().availableProcessors(), DEFAULT_THREADS));
        if (line.has(Option.LIMITS)) {
            Limits limits = Limits.defaults();
            for (String limit : line.values(Option.LIMITS)) {
                limits = Values.limit(limits, limit);
            }
            builder.limits(limits);
        }
        addPorts(line, builder);
        for (String text : line.values(Option.ROLE)) {
            Values.RoleOf role = Values.role(text);
            builder.role(role.address(), role.role());
        }
        if (line.has(Option.SLOW)) {
            builder.slowThreshold(Values.positiveDuration(Option.SLOW, line.value(Option.SLOW)));
        }
        addTimes(line, builder);
        return builder;
    }

    private static void addPorts(CommandLine line, Analyzer.Builder builder) throws CommandException {
        int[] dns = ports(line, Option.DNS_PORT);
        int[] tunnels = ports(line, Option.TUNNEL_PORT);
        for (int port : tunnels) {
            boolean isDns = port == STANDARD_PORT;
            for (int other : dns) {
                isDns |= port == other;
            }
            if (isDns) {
                throw CommandException.usage(
                        Option.TUNNEL_PORT.flag() + ": " + port + " is a port of DNS",
                        "a port carries either; leave it out of --tunnel-port, or of --dns-port.");
            }
        }
        builder.dnsPorts(dns).tunnelPorts(tunnels);
    }

    private static int[] ports(CommandLine line, Option option) throws CommandException {
        List<String> texts = line.values(option);
        int[] ports = new int[texts.size()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = Values.integer(option, texts.get(i), 1, MOST_PORT);
        }
        return ports;
    }

    private static void addTimes(CommandLine line, Analyzer.Builder builder) throws CommandException {
        if (line.has(Option.TZ)) {
            builder.zone(Values.offset(Option.TZ, line.value(Option.TZ)));
        }
        if (line.has(Option.CLOCK_OFFSET)) {
            builder.clockOffset(Values.duration(Option.CLOCK_OFFSET, line.value(Option.CLOCK_OFFSET)));
        }
        Instant from = line.has(Option.FROM) ? Values.time(Option.FROM, line.value(Option.FROM)) : null;
        Instant to = line.has(Option.TO) ? Values.time(Option.TO, line.value(Option.TO)) : null;
        if (from != null) {
            builder.from(from);
        }
        if (to != null) {
            builder.to(to);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw CommandException.usage(
                    "--from " + from + " is not before --to " + to, "swap them, or leave one of them out.");
        }
    }
}
