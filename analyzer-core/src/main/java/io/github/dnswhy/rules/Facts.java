package io.github.dnswhy.rules;

import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LogJoin;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.ServerRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All that rules read, immutable, on one clock.
 *
 * @param capture the captures themselves
 * @param servers the servers that were asked, by address
 * @param endpoints endpoints seen behind a service address after destination NAT, by address
 * @param clients the clients, by attempts descending
 * @param names the names on the wire, by attempts descending
 * @param lookups the lookups
 * @param dumps the thread dumps in order of time
 * @param evidence what the texts tell
 * @param logJoins transactions joined with the query logs, by server
 * @param wire the wire seen closer: by zone, path and moment
 * @param derived what rules made of all this; see {@link #derived(Class, Function)}
 */
public record Facts(
        CaptureFacts capture,
        List<ServerFacts> servers,
        List<ServerFacts> endpoints,
        List<ClientFacts> clients,
        List<NameFacts> names,
        LookupFacts lookups,
        List<DumpFacts> dumps,
        EvidenceSet evidence,
        List<LogJoin> logJoins,
        WireFacts wire,
        Derived derived) {
    private static final int MANY_OPEN = 5;

    /**
     * Facts of which nothing was derived yet.
     *
     * @param capture the captures themselves
     * @param servers the servers that were asked, by address
     * @param endpoints endpoints seen behind a service address after destination NAT, by address
     * @param clients the clients, by attempts descending
     * @param names the names on the wire, by attempts descending
     * @param lookups the lookups
     * @param dumps the thread dumps in order of time
     * @param evidence what the texts tell
     * @param logJoins transactions joined with the query logs, by server
     * @param wire the wire seen closer: by zone, path and moment
     */
    public Facts(
            CaptureFacts capture,
            List<ServerFacts> servers,
            List<ServerFacts> endpoints,
            List<ClientFacts> clients,
            List<NameFacts> names,
            LookupFacts lookups,
            List<DumpFacts> dumps,
            EvidenceSet evidence,
            List<LogJoin> logJoins,
            WireFacts wire) {
        this(capture, servers, endpoints, clients, names, lookups, dumps, evidence, logJoins, wire, new Derived());
    }

    /** Copies the lists. */
    public Facts {
        servers = List.copyOf(servers);
        endpoints = List.copyOf(endpoints);
        clients = List.copyOf(clients);
        names = List.copyOf(names);
        dumps = List.copyOf(dumps);
        logJoins = List.copyOf(logJoins);
    }

    /**
     * What several rules need and none should have to work out again, such as the names by zone.
     *
     * @param type the type of what is derived, which stands for it
     * @param derive derives it; a pure function
     * @return what it gave when a rule asked first
     * @param <T> the type
     */
    public <T> T derived(Class<T> type, Function<Facts, T> derive) {
        return derived.get(type, this, derive);
    }

    /**
     * The join of one server's transactions with the query logs.
     *
     * @param server the server
     * @return the join, when there are query logs and the server was asked
     */
    public Optional<LogJoin> logJoin(IpAddress server) {
        return logJoins.stream().filter(join -> join.server().equals(server)).findFirst();
    }

    /**
     * The slow requests of the application's logs, held against the lookups.
     *
     * @return none without such logs
     */
    public SlowRequests slowRequests() {
        return derived(SlowRequests.class, SlowRequests::of);
    }

    /**
     * Whether the end of the capture cut more lookups short than a sound client has under way: how they ended is not seen.
     *
     * @return true from {@value #MANY_OPEN} of them and one in a hundred on
     */
    public boolean endsAmidLookups() {
        long open = lookups.count(LookupOutcome.UNDETERMINED);
        return open >= MANY_OPEN && open > Judge.MATERIAL_RATIO * (lookups.total() - open);
    }

    /**
     * Whether lookups took long once, for a moment, and were answered all the same.
     *
     * @return empty when they took long at other times too, lost queries, or never took long
     */
    public Optional<ShortBurst> shortBurst() {
        return ShortBurst.of(lookups);
    }

    /**
     * The inputs that were given.
     *
     * @return what rules may use
     */
    public Set<Need> given() {
        EnumSet<Need> given = EnumSet.noneOf(Need.class);
        add(given, Need.CAPTURE, capture.messages() > 0);
        add(given, Need.THREAD_DUMP, !dumps.isEmpty());
        add(given, Need.RESOLV_CONF, !evidence.resolvConfs().isEmpty());
        add(given, Need.COREFILE, !evidence.corefiles().isEmpty());
        add(given, Need.DNS_LOG, !evidence.dnsLogs().isEmpty());
        add(given, Need.KUBE_PROXY_LOG, !evidence.kubeProxyLogs().isEmpty());
        add(
                given,
                Need.PODS,
                !evidence.podLists().isEmpty() || !evidence.podDescriptions().isEmpty());
        add(given, Need.APP_LOG, !evidence.appLogs().isEmpty());
        add(given, Need.HOST_LOG, !evidence.notes().isEmpty());
        return given;
    }

    private static void add(Set<Need> given, Need need, boolean isThere) {
        if (isThere) {
            given.add(need);
        }
    }

    /**
     * One server.
     *
     * @param address its address
     * @return what was counted for it, when it was asked
     */
    public Optional<ServerFacts> server(IpAddress address) {
        return servers.stream().filter(s -> s.address().equals(address)).findFirst();
    }

    /**
     * The servers with one role.
     *
     * @param role the role
     * @return by address
     */
    public List<ServerFacts> servers(ServerRole role) {
        return servers.stream().filter(s -> s.role() == role).toList();
    }

    /**
     * The servers that lookups asked, those that only forwarders asked left out.
     *
     * @return by address
     */
    public List<ServerFacts> lookupServers() {
        return servers.stream().filter(s -> s.rounds().total() > 0).toList();
    }

    /**
     * The resolv.conf of the application.
     *
     * @return the first one given
     */
    public Optional<ResolvConf> resolvConf() {
        return evidence.resolvConfs().stream().findFirst();
    }

    /**
     * Whether a server is the one that lookups ask first.
     *
     * @param server the server
     * @return true when the resolv.conf says so, or most lookups did
     */
    public boolean isFirst(ServerFacts server) {
        return resolvConf()
                .flatMap(conf -> conf.usedNameservers().stream().findFirst())
                .map(server.address()::equals)
                .orElseGet(() -> 2 * server.rounds().lookupsFirst() > lookups.total());
    }
}
