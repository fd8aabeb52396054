package io.github.dnswhy.match;

import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A dialogue on the wire, written down as text: one event a line.
 *
 * <pre>
 * 0     ? A    web.example          a query at 0 ms
 * 0.03  ? AAAA web.example to=S2    to another server
 * 1.2   ! A    web.example          its answer with one record
 * 1.3   ! AAAA web.example NODATA   its answer without
 * 5000  x A    web.example          an ICMP error that quotes the query
 * 5001  r                           a TCP reset
 * 5002  s                           a client that opens a TCP connection
 * 5003  a                           a server that accepts it
 * 9000  .                           nothing more but the end of the capture
 * </pre>
 *
 * Answers are {@code OK} (the default), {@code NODATA} or an RCODE, with {@code tc} when cut. Defaults: {@code from=C1:4000}, {@code to=S1},
 * {@code id=1} for A, 5002 for AAAA, 3 for others; then {@code tcp}, {@code if=1}, {@code dir=0}, {@code ip=77} (IP identification),
 * {@code ttl=64}, {@code noquestion}, {@code echo}; {@code sport=53}, {@code rr=30} (TTL of the answers), {@code aliases=1}, {@code ede=22}, {@code icmp=771} (type
 * times 256 plus code). C1 to C9 are clients, S1 to S9 servers; other words are addresses.
 */
public final class WireScript {
    /** The moment of 0 ms. */
    public static final long START = 1_700_000_000_000_000_000L;

    private static final List<String> RCODES = List.of("OK", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

    private final AddressTable addresses;
    private final NameTable names;
    private final List<WireEvent> events = new ArrayList<>();
    private long end = START;

    private WireScript(AddressTable addresses, NameTable names) {
        this.addresses = addresses;
        this.names = names;
    }

    /** Reads a script. */
    public static WireScript of(String script) {
        return of(script, new AddressTable(Limits.defaults()), new NameTable(Limits.defaults()));
    }

    /** Reads a script whose names and addresses go into tables that are shared. */
    public static WireScript of(String script, AddressTable addresses, NameTable names) {
        WireScript read = new WireScript(addresses, names);
        script.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(read::line);
        return read;
    }

    public AddressTable addresses() {
        return addresses;
    }

    public NameTable names() {
        return names;
    }

    public List<WireEvent> events() {
        return events;
    }

    /** Whether a query is marked as an echo. */
    public boolean forwarding() {
        return events.stream().anyMatch(e -> e.echo);
    }

    /** Time of the last line. */
    public long end() {
        return end;
    }

    /** Gives every event to a taker, one reused event as the decoder does. */
    public void play(Consumer<WireEvent> taker) {
        WireEvent reused = new WireEvent();
        for (WireEvent e : events) {
            reused.copy(e);
            taker.accept(reused);
        }
    }

    /** The address of a word: C1, S1 or an address. */
    public static IpAddress address(String word) {
        char kind = word.charAt(0);
        String text = kind == 'C' || kind == 'S' ? (kind == 'C' ? "10.244.1." : "10.96.0.") + word.substring(1) : word;
        return IpAddress.parse(text).orElseThrow();
    }

    private void line(String line) {
        String[] words = line.split("\\s+");
        long time = START + Math.round(Double.parseDouble(words[0]) * 1e6);
        end = Math.max(end, time);
        if (words[1].equals(".")) {
            return;
        }
        WireEvent e = event(words[1].charAt(0), time);
        int next = 2;
        if (e.transport == Transport.UDP) {
            question(e, words[2], words[3]);
            next = 4;
        }
        for (int i = next; i < words.length; i++) {
            option(e, words[i]);
        }
        if (!e.hasQuestion) {
            e.name = NameTable.UNKNOWN;
            e.type = 0;
        }
        if (e.kind == WireEvent.Kind.QUERY || e.kind == WireEvent.Kind.CONNECT) {
            addresses.asked(e.server);
        }
        e.forwarding = e.echo || !events.isEmpty() && events.get(events.size() - 1).forwarding;
        events.add(e);
    }

    private WireEvent event(char sign, long time) {
        WireEvent e = new WireEvent();
        e.kind = switch (sign) {
            case '?' -> WireEvent.Kind.QUERY;
            case '!' -> WireEvent.Kind.RESPONSE;
            case 'x' -> WireEvent.Kind.REJECTION;
            case 'r' -> WireEvent.Kind.RESET;
            case 's' -> WireEvent.Kind.CONNECT;
            case 'a' -> WireEvent.Kind.ACCEPT;
            default -> throw new IllegalArgumentException("no event is written " + sign);
        };
        e.time = time;
        e.ordinal = events.size() + 1;
        e.frame = e.ordinal;
        e.transport = "rsa".indexOf(sign) >= 0 ? Transport.TCP : Transport.UDP;
        e.client = intern("C1");
        e.source = e.client;
        e.clientPort = 4000;
        e.server = intern("S1");
        e.serverPort = 53;
        e.recordClass = 1;
        e.rcode = e.kind == WireEvent.Kind.RESPONSE ? 0 : WireEvent.NONE;
        e.answers = e.kind == WireEvent.Kind.RESPONSE ? 1 : 0;
        e.extendedError = WireEvent.NONE;
        e.minimumTtl = e.answers > 0 ? 30 : WireEvent.NONE;
        e.payloadSize = WireEvent.NONE;
        e.identification = (int) (1000 + e.ordinal);
        e.timeToLive = 64;
        e.direction = -1;
        return e;
    }

    private void question(WireEvent e, String type, String name) {
        e.hasQuestion = true;
        e.type = switch (type) {
            case "A" -> 1;
            case "AAAA" -> 28;
            case "PTR" -> 12;
            case "SRV" -> 33;
            default -> Integer.parseInt(type);
        };
        e.id = e.type == 1 ? 1 : e.type == 28 ? 5002 : 3;
        e.name = names.intern(name);
        int dot = name.indexOf('.');
        e.firstLabelHash = name.substring(0, dot < 0 ? name.length() : dot)
                        .toLowerCase(Locale.ROOT)
                        .hashCode()
                | 1;
    }

    private void option(WireEvent e, String word) {
        int equals = word.indexOf('=');
        String value = word.substring(equals + 1);
        switch (equals < 0 ? word : word.substring(0, equals)) {
            case "from" -> {
                int colon = value.lastIndexOf('/') < 0 ? value.lastIndexOf(':') : value.lastIndexOf('/');
                e.client = intern(value.substring(0, colon));
                e.source = e.client;
                e.clientPort = Integer.parseInt(value.substring(colon + 1));
            }
            case "port" -> e.clientPort = Integer.parseInt(value);
            case "to" -> e.server = intern(value);
            case "id" -> e.id = Integer.parseInt(value);
            case "if" -> e.interfaceIndex = Integer.parseInt(value);
            case "dir" -> e.direction = Integer.parseInt(value);
            case "ip" -> e.identification = Integer.parseInt(value);
            case "ttl" -> e.timeToLive = Integer.parseInt(value);
            case "class" -> e.recordClass = Integer.parseInt(value);
            case "sport" -> e.serverPort = Integer.parseInt(value);
            case "rr" -> e.minimumTtl = Integer.parseInt(value);
            case "aliases" -> e.aliases = Integer.parseInt(value);
            case "ede" -> e.extendedError = Integer.parseInt(value);
            case "icmp" -> e.icmp = Integer.parseInt(value);
            case "tcp" -> e.transport = Transport.TCP;
            case "tc" -> e.flags |= 0x0200;
            case "noquestion" -> e.hasQuestion = false;
            case "echo" -> e.echo = true;
            case "NODATA" -> e.answers = 0;
            default -> {
                e.rcode = RCODES.indexOf(word);
                e.answers = 0;
                if (e.rcode < 0) {
                    throw new IllegalArgumentException("unknown word " + word);
                }
            }
        }
    }

    private int intern(String word) {
        IpAddress address = address(word);
        return addresses.intern(address.high(), address.low());
    }
}
