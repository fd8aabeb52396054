package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.dns.Rcode;
import io.github.dnswhy.dns.RecordType;
import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.lookup.ResolverSettings;
import io.github.dnswhy.lookup.Shard;
import io.github.dnswhy.lookup.Texts;
import io.github.dnswhy.lookup.TrafficResult;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Judge;
import io.github.dnswhy.rules.RuleEngine;
import io.github.dnswhy.rules.Rules;
import io.github.dnswhy.timeline.ServerRoles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An incident that is played: what stands in its dialogue goes through the shards as a capture does, its texts are read as files are, and
 * the rules and the judge see nothing but the facts that come of it.
 */
final class ScriptedIncident {
    /** The moment of 0 ms. */
    static final Instant START = Instant.ofEpochSecond(WireScript.START / 1_000_000_000L);

    private static final String RESOLV_CONF = """
            search default.svc.cluster.local svc.cluster.local cluster.local
            nameserver %s
            options ndots:5
            """;

    private final Dialogue dialogue;
    private final EvidenceReader evidence = new EvidenceReader(Limits.defaults());

    ScriptedIncident(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    ScriptedIncident text(InputKind kind, String file, String text) {
        evidence.read(kind, file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The resolv.conf of a pod that asks this server, or these. */
    ScriptedIncident pod(String... servers) {
        return text(InputKind.RESOLV_CONF, "resolv.conf", RESOLV_CONF.formatted(String.join("\nnameserver ", servers)));
    }

    Facts facts() {
        WireScript script = WireScript.of(dialogue.script());
        EvidenceSet texts = evidence.toSet();
        TrafficResult traffic = played(script, settings(texts));
        ServerRoles roles = new ServerRoles(Map.of(), texts, traffic.servers(), traffic.endpoints());
        List<ServerFacts> servers =
                traffic.servers().stream().map(s -> s.as(roles.of(s.address()))).toList();
        List<ServerFacts> endpoints = traffic.endpoints().stream()
                .map(s -> s.as(roles.of(s.address())))
                .toList();
        return new Facts(
                capture(script, traffic, servers),
                servers,
                endpoints,
                traffic.clients(),
                traffic.names(),
                traffic.lookups(),
                List.of(),
                texts,
                traffic.logJoins(),
                traffic.wire().as(traffic.wire().way().as(roles::of)));
    }

    private static TrafficResult played(WireScript script, ResolverSettings settings) {
        Shard.Setup setup = new Shard.Setup(
                Limits.defaults(),
                address -> settings,
                script.addresses(),
                (name, target) -> script.names().copyWire(name, target, 0),
                new ScriptTexts(script),
                Duration.ofSeconds(1).toNanos(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Shard> shards = Shard.all(setup, 1);
        shards.forEach(shard -> shard.begin(WireScript.START));
        script.play(e -> {
            IpAddress client = script.addresses().address(e.client);
            shards.get(AddressTable.shard(client.high(), client.low())).accept(e);
        });
        shards.forEach(shard -> shard.finish(script.end(), script.forwarding()));
        return new TrafficResult(shards, setup);
    }

    private static ResolverSettings settings(EvidenceSet texts) {
        return texts.resolvConfs().stream()
                .findFirst()
                .map(conf -> new ResolverSettings(
                        conf.usedNameservers(),
                        conf.search(),
                        conf.ndots(),
                        Duration.ofSeconds(conf.timeoutSeconds()),
                        conf.attempts(),
                        true))
                .orElse(ResolverSettings.DEFAULTS);
    }

    private static CaptureFacts capture(WireScript script, TrafficResult traffic, List<ServerFacts> servers) {
        long events = script.events().size();
        return new CaptureFacts(
                List.of("app.cap"),
                Optional.of(START),
                Optional.of(START.plusNanos(script.end() - WireScript.START)),
                events,
                events,
                Optional.empty(),
                0,
                traffic.unmatchedResponses(),
                traffic.earlyResponses(),
                servers.stream().mapToLong(s -> s.transactions().unanswered()).sum(),
                servers.stream().mapToLong(s -> s.transactions().rejected()).sum(),
                0,
                0,
                0,
                Duration.ZERO,
                List.of(),
                List.of());
    }

    private record ScriptTexts(WireScript script) implements Texts {
        @Override
        public String name(int name, int octets) {
            String text = script.names().text(name);
            return octets == 0 ? text : text.substring(0, octets - 1);
        }

        @Override
        public String type(int type) {
            return RecordType.text(type);
        }

        @Override
        public String recordClass(int recordClass) {
            return "IN";
        }

        @Override
        public String rcode(int rcode) {
            return Rcode.text(rcode);
        }
    }

    /** What all rules and the judge make of it. */
    Judge.Judgement judged() {
        Facts facts = facts();
        Rules rules = Rules.builtIn();
        RuleEngine.Outcome outcome = new RuleEngine(rules).run(facts, 1);
        if (!outcome.failed().isEmpty()) {
            throw new AssertionError(outcome.failed().toString());
        }
        return new Judge(facts, rules).judge(outcome.findings());
    }

    /** The verdict in a word: the root cause, {@code no}, or {@code undetermined}. */
    String verdict() {
        var verdict = judged().verdict();
        return verdict.rootCause().orElse(verdict.dnsToBlame().name().toLowerCase(Locale.ROOT));
    }

    /** The finding that is the root. */
    Finding root() {
        return judged().findings().stream()
                .filter(f -> f.role() == FindingRole.ROOT)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no root: " + judged().verdict()));
    }

    /** The causes that were found at all, whatever their role. */
    List<String> causes() {
        return judged().findings().stream().map(Finding::cause).toList();
    }
}
