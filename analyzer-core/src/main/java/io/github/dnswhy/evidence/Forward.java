package io.github.dnswhy.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A {@code forward} directive, or the {@code proxy} of CoreDNS before 1.5.
 *
 * @param line where it begins
 * @param from the zone that is forwarded
 * @param targets addresses, files such as {@code /etc/resolv.conf}, or whatever stands there
 * @param except zones that are not forwarded
 * @param forceTcp whether {@code force_tcp} is set
 * @param preferUdp whether {@code prefer_udp} is set
 * @param maxConcurrent {@code max_concurrent}
 * @param maxFails {@code max_fails}
 * @param policy {@code policy}: {@code random} (the default), {@code round_robin} or {@code sequential}
 * @param expire {@code expire}: how long an unused connection is kept, 10 s by default
 * @param healthCheck {@code health_check}: time between probes of a broken upstream, 0.5 s by default
 */
public record Forward(
        long line,
        String from,
        List<String> targets,
        List<String> except,
        boolean forceTcp,
        boolean preferUdp,
        OptionalInt maxConcurrent,
        OptionalInt maxFails,
        Optional<String> policy,
        Optional<Duration> expire,
        Optional<Duration> healthCheck) {
    /** Copies the lists. */
    public Forward {
        targets = List.copyOf(targets);
        except = List.copyOf(except);
    }

    static Forward of(Corefile.Directive directive) {
        List<String> arguments = directive.arguments();
        return new Forward(
                directive.line(),
                arguments.isEmpty() ? "." : arguments.get(0),
                arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()),
                directive.option("except").map(Corefile.Directive::arguments).orElse(List.of()),
                directive.option("force_tcp").isPresent() || isTcp(directive),
                directive.option("prefer_udp").isPresent(),
                number(directive, "max_concurrent"),
                number(directive, "max_fails"),
                value(directive, "policy"),
                value(directive, "expire").flatMap(DurationText::parse),
                value(directive, "health_check").flatMap(DurationText::parse));
    }

    /** {@code protocol force_tcp} and {@code protocol dns force_tcp} of the old proxy plugin. */
    private static boolean isTcp(Corefile.Directive directive) {
        return directive
                .option("protocol")
                .filter(protocol -> protocol.arguments().contains("force_tcp"))
                .isPresent();
    }

    private static Optional<String> value(Corefile.Directive directive, String option) {
        return directive
                .option(option)
                .flatMap(found -> found.arguments().stream().findFirst());
    }

    private static OptionalInt number(Corefile.Directive directive, String option) {
        int number = value(directive, option).map(TextCursor::numberOf).orElse(-1);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
