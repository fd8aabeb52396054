package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.evidence.PodDescription;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What is written of a node-local cache: lines of its log, words of its Corefile, states of its pod. */
final class CacheTexts {
    /** A line with which the process ended. */
    static final double LINE = 0.60;

    /** A word of a Corefile with which it cannot start. */
    static final double CONFIGURED = 0.45;

    private final Facts facts;
    private final List<Evidence> found = new ArrayList<>();

    CacheTexts(Facts facts) {
        this.facts = facts;
    }

    List<Evidence> list() {
        return List.copyOf(found);
    }

    /** Adds the lines of one of these phrases whose text fits, of the first log that has any. */
    CacheTexts lines(String text, double weight, Predicate<String> fits, DnsServerPhrase... phrases) {
        Set<DnsServerPhrase> wanted = EnumSet.noneOf(DnsServerPhrase.class);
        wanted.addAll(List.of(phrases));
        for (CoreDnsLog log : facts.evidence().nodeLocalLogs()) {
            List<DnsServerEvent.Noticed> lines = log.events(DnsServerEvent.Noticed.class).stream()
                    .filter(line -> wanted.contains(line.phrase()) && fits.test(line.text()))
                    .toList();
            if (!lines.isEmpty()) {
                found.add(TextEvidence.log(text, weight, lines));
                return this;
            }
        }
        return this;
    }

    /** Adds the words that should have been replaced, of the Corefiles that are in effect: those that a log printed. */
    CacheTexts placeholders(String text, double weight) {
        for (CoreDnsLog log : facts.evidence().nodeLocalLogs()) {
            for (Corefile printed : log.configurations()) {
                words(text, weight, printed, printed.placeholders());
            }
        }
        for (Corefile file : facts.evidence().corefiles()) {
            words(text, weight, file, leftByHand(file));
        }
        return this;
    }

    /** Placeholders that nobody but the one who installs replaces; the others are filled in when node-cache starts. */
    private static List<Corefile.Placeholder> leftByHand(Corefile file) {
        return file.placeholders().stream()
                .filter(word -> {
                    String upper = word.text().toUpperCase(Locale.ROOT);
                    return upper.contains("__PILLAR__LOCAL__DNS__") || upper.contains("__PILLAR__DNS__");
                })
                .toList();
    }

    /** Adds the targets that are {@code <nil>}. */
    CacheTexts nilTargets(String text, double weight) {
        facts.evidence().corefiles().forEach(file -> words(text, weight, file, file.nilTargets()));
        return this;
    }

    private void words(String text, double weight, Corefile file, List<Corefile.Placeholder> words) {
        if (!words.isEmpty() && found.stream().noneMatch(e -> e.text().equals(text))) {
            Corefile.Placeholder first = words.get(0);
            found.add(TextEvidence.line(text, weight, file.file(), first.line(), first.text()));
        }
    }

    /** Adds a pod of the cache that the kernel ended for want of memory. */
    CacheTexts outOfMemory(double weight) {
        for (PodDescription pod : facts.evidence().podDescriptions()) {
            for (PodDescription.Container container : pod.containers()) {
                if (pod.isNodeLocalDns() && container.hasReason("OOMKilled")) {
                    long line = container
                            .lastState()
                            .map(PodDescription.State::line)
                            .orElse(container.line());
                    found.add(TextEvidence.line(
                            "The container " + container.name() + " of " + pod.name()
                                    + " was killed because it reached its memory limit.",
                            weight,
                            pod.file(),
                            line,
                            "OOMKilled"));
                    return this;
                }
            }
        }
        List<LogNote> killed = facts.evidence().notes(LogPhrase.OOM_KILLED).stream()
                .filter(note -> note.text().contains("node-cache"))
                .toList();
        if (!killed.isEmpty()) {
            found.add(TextEvidence.notes("The kernel killed node-cache for want of memory.", weight, killed));
        }
        return this;
    }

    /** Adds that lookups ask an address that the cache's Corefile does not bind. */
    CacheTexts addressNotBound(double weight) {
        for (Corefile file : facts.evidence().corefiles()) {
            List<String> binds = file.blocks().stream()
                    .flatMap(block -> block.binds().stream())
                    .toList();
            boolean cache = binds.stream()
                    .anyMatch(bind ->
                            IpAddress.parse(bind).filter(IpAddress::isLinkLocal).isPresent());
            if (!cache) {
                continue;
            }
            facts.resolvConf()
                    .ifPresent(conf -> conf.nameservers().stream()
                            .filter(nameserver -> nameserver.address().isLinkLocal())
                            .filter(nameserver -> binds.stream()
                                    .noneMatch(bind -> IpAddress.parse(bind)
                                            .filter(nameserver.address()::equals)
                                            .isPresent()))
                            .findFirst()
                            .ifPresent(nameserver -> found.add(TextEvidence.line(
                                    "The pods ask " + nameserver.address() + ", and the cache's Corefile binds "
                                            + String.join(" ", binds) + ".",
                                    weight,
                                    conf.file(),
                                    nameserver.line(),
                                    "nameserver " + nameserver.address()))));
        }
        return this;
    }
}
