package org.example.lab;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A DNS server that fails as it is told, and logs on standard output what CoreDNS would log. Arguments:
 *
 * <pre>
 * listen=ADDRESS              UDP and TCP port 53
 * zone=cluster.local          a zone it is authoritative for: names without a record are NXDOMAIN
 * a=NAME/ADDRESS[/TTL]        a record; several for one name make one answer
 * forward=ADDRESS             where other names go: over UDP, 2 s for each of at most three attempts, then SERVFAIL;
 *                             without one they are REFUSED
 * workers=N service=MS        so many queries at a time, each taking so long (default: 64 and 0)
 * max-concurrent=N            more than N forwarded at a time: REFUSED
 * fault=SUFFIX:WHAT           for names under SUFFIX ("." for all): servfail, refused, nxdomain, drop, drop-aaaa, nxdomain-aaaa,
 *                             truncate, or a delay in ms
 * loss=PERCENT                queries that are not answered, at random
 * tcp=no|stall                TCP is not listened to, or accepted and never answered
 * reply-from=ADDRESS          UDP responses come from this address
 * rate=N                      queries a second that are answered, the others are dropped
 * </pre>
 */
public final class StandIn {
    private static final int ATTEMPTS = 3;
    private static final int ATTEMPT_MS = 2_000;
    private static final int A = 1;
    private static final int AAAA = 28;

    private record Fault(String suffix, String what) {}

    private record Record(String name, byte[] address, int ttl) {}

    private final InetAddress listen;
    private final List<String> zones = new ArrayList<>();
    private final List<Record> records = new ArrayList<>();
    private final List<InetAddress> forwards = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Random random = new Random(11);
    private final AtomicInteger forwarding = new AtomicInteger();
    private final ExecutorService tasks = Executors.newCachedThreadPool();
    private final Semaphore workers;
    private final int service;
    private final int maxConcurrent;
    private final int loss;
    private final int rate;
    private final String tcp;
    private final DatagramSocket udp;
    private final DatagramSocket replies;
    private long second;
    private int inSecond;

    private StandIn(List<String> arguments) throws IOException {
        listen = InetAddress.getByName(one(arguments, "listen", null));
        zones.addAll(all(arguments, "zone"));
        for (String a : all(arguments, "a")) {
            String[] parts = a.split("/");
            records.add(new Record(
                    parts[0], InetAddress.getByName(parts[1]).getAddress(), parts.length > 2 ? Integer.parseInt(parts[2]) : 5));
        }
        for (String forward : all(arguments, "forward")) {
            forwards.add(InetAddress.getByName(forward));
        }
        for (String fault : all(arguments, "fault")) {
            int colon = fault.lastIndexOf(':');
            faults.add(new Fault(fault.substring(0, colon), fault.substring(colon + 1)));
        }
        workers = new Semaphore(Integer.parseInt(one(arguments, "workers", "64")), true);
        service = Integer.parseInt(one(arguments, "service", "0"));
        maxConcurrent = Integer.parseInt(one(arguments, "max-concurrent", "1000"));
        loss = Integer.parseInt(one(arguments, "loss", "0"));
        rate = Integer.parseInt(one(arguments, "rate", "0"));
        tcp = one(arguments, "tcp", "yes");
        udp = new DatagramSocket(new InetSocketAddress(listen, 53));
        String from = one(arguments, "reply-from", null);
        replies = from == null ? udp : new DatagramSocket(new InetSocketAddress(InetAddress.getByName(from), 53));
    }

    private static List<String> all(List<String> arguments, String key) {
        return arguments.stream()
                .filter(a -> a.startsWith(key + "="))
                .map(a -> a.substring(key.length() + 1))
                .toList();
    }

    private static String one(List<String> arguments, String key, String otherwise) {
        return all(arguments, key).stream().findFirst().orElse(otherwise);
    }

    public static void main(String[] args) throws IOException {
        StandIn server = new StandIn(List.of(args));
        System.out.println(".:53");
        System.out.println("[INFO] plugin/reload: Running configuration SHA512 = "
                + "7d5e4b2c9f3a48d1b6e0c5a7f8d2e1b3".repeat(4));
        System.out.println("CoreDNS-1.11.1");
        System.out.println("linux/amd64, go1.20.7, ae2bbc2");
        if (!server.tcp.equals("no")) {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(server.listen, 53));
            new Thread(() -> server.acceptAll(socket)).start();
        }
        server.receiveAll();
    }

    private void receiveAll() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            if (random.nextInt(100) < loss || isBeyondRate()) {
                continue;
            }
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
            tasks.execute(() -> {
                byte[] response = serve(query, client, "udp");
                if (response != null) {
                    try {
                        replies.send(new DatagramPacket(response, response.length, client));
                    } catch (IOException e) {
                        // the client closed its port: what CoreDNS does not notice either
                    }
                }
            });
        }
    }

    private boolean isBeyondRate() {
        long now = System.currentTimeMillis() / 1000;
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        return rate > 0 && ++inSecond > rate;
    }

    private void acceptAll(ServerSocket socket) {
        while (true) {
            try {
                Socket connection = socket.accept();
                tasks.execute(() -> talk(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                if (tcp.equals("stall")) {
                    continue;
                }
                byte[] response = serve(query, (InetSocketAddress) connection.getRemoteSocketAddress(), "tcp");
                if (response != null) {
                    byte[] framed = new byte[response.length + 2];
                    framed[0] = (byte) (response.length >> 8);
                    framed[1] = (byte) response.length;
                    System.arraycopy(response, 0, framed, 2, response.length);
                    out.write(framed);
                }
            }
        } catch (IOException e) {
            // the client closed the connection
        }
    }

    /** The response to a query; null for none. */
    private byte[] serve(byte[] query, InetSocketAddress client, String transport) {
        long start = System.nanoTime();
        DnsQuestion question = DnsQuestion.of(query);
        if (question == null) {
            return null;
        }
        workers.acquireUninterruptibly();
        try {
            sleep(service);
            byte[] response = answer(question, query, transport);
            if (response != null) {
                log(question, query, response, client, transport, System.nanoTime() - start);
            }
            return response;
        } finally {
            workers.release();
        }
    }

    private byte[] answer(DnsQuestion question, byte[] query, String transport) {
        for (Fault fault : faults) {
            if (!isUnder(question.name(), fault.suffix())) {
                continue;
            }
            switch (fault.what()) {
                case "servfail" -> {
                    return question.response(query, 2, List.of(), 0);
                }
                case "refused" -> {
                    return question.response(query, 5, List.of(), 0);
                }
                case "nxdomain" -> {
                    return question.response(query, 3, List.of(), 0);
                }
                case "drop" -> {
                    return null;
                }
                case "drop-aaaa" -> {
                    if (question.type() == AAAA) {
                        return null;
                    }
                }
                case "nxdomain-aaaa" -> {
                    if (question.type() == AAAA) {
                        return question.response(query, 3, List.of(), 0);
                    }
                }
                case "truncate" -> {
                    if (transport.equals("udp")) {
                        return question.truncated(query);
                    }
                }
                default -> sleep(Integer.parseInt(fault.what()));
            }
        }
        if (zones.stream().anyMatch(zone -> isUnder(question.name(), zone))) {
            return authoritative(question, query);
        }
        List<byte[]> known = addresses(question.name());
        if (!known.isEmpty()) {
            return authoritative(question, query);
        }
        return forwards.isEmpty() ? question.response(query, 5, List.of(), 0) : forward(question, query);
    }

    private byte[] authoritative(DnsQuestion question, byte[] query) {
        List<byte[]> addresses = addresses(question.name());
        int ttl = records.stream().filter(r -> r.name().equals(question.name())).mapToInt(Record::ttl).findFirst().orElse(5);
        return question.response(query, addresses.isEmpty() ? 3 : 0, question.type() == A ? addresses : List.of(), ttl);
    }

    private List<byte[]> addresses(String name) {
        return records.stream().filter(r -> r.name().equals(name)).map(Record::address).toList();
    }

    private static boolean isUnder(String name, String suffix) {
        return suffix.equals(".") || name.equals(suffix) || name.endsWith("." + suffix);
    }

    private byte[] forward(DnsQuestion question, byte[] query) {
        if (forwarding.incrementAndGet() > maxConcurrent) {
            forwarding.decrementAndGet();
            error(5, question, "concurrent queries exceeded maximum " + maxConcurrent);
            return question.response(query, 5, List.of(), 0);
        }
        try {
            String failure = "";
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                InetAddress upstream = forwards.get(attempt % forwards.size());
                try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(listen, 0))) {
                    socket.setSoTimeout(ATTEMPT_MS);
                    socket.connect(upstream, 53);
                    byte[] forwarded = query.clone();
                    int id = random.nextInt(0x10000);
                    forwarded[0] = (byte) (id >> 8);
                    forwarded[1] = (byte) id;
                    failure = "read udp " + listen.getHostAddress() + ":" + socket.getLocalPort() + "->"
                            + upstream.getHostAddress() + ":53: ";
                    socket.send(new DatagramPacket(forwarded, forwarded.length));
                    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                    socket.receive(packet);
                    byte[] response = Arrays.copyOf(packet.getData(), packet.getLength());
                    response[0] = query[0];
                    response[1] = query[1];
                    return response;
                } catch (SocketTimeoutException e) {
                    error(2, question, failure + "i/o timeout");
                } catch (IOException e) {
                    error(2, question, failure + "connection refused");
                    sleep(20);
                }
            }
            return question.response(query, 2, List.of(), 0);
        } finally {
            forwarding.decrementAndGet();
        }
    }

    private static void error(int rcode, DnsQuestion question, String what) {
        synchronized (System.out) {
            System.out.println("[ERROR] plugin/errors: " + rcode + " " + question.name() + ". " + question.typeText() + ": " + what);
        }
    }

    private static void log(
            DnsQuestion question, byte[] query, byte[] response, InetSocketAddress client, String transport, long nanos) {
        String rcode = List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED").get(response[3] & 7);
        String flags = "qr" + ((response[2] & 4) != 0 ? ",aa" : "") + ((response[2] & 2) != 0 ? ",tc" : "") + ",rd,ra";
        synchronized (System.out) {
            System.out.printf(
                    Locale.ROOT,
                    "[INFO] %s:%d - %d \"%s IN %s. %s %d false %d\" %s %s %d %.9fs%n",
                    client.getAddress().getHostAddress(),
                    client.getPort(),
                    (query[0] & 0xFF) << 8 | query[1] & 0xFF,
                    question.typeText(),
                    question.name(),
                    transport,
                    query.length,
                    transport.equals("tcp") ? 65535 : 512,
                    rcode,
                    flags,
                    response.length,
                    nanos / 1e9);
        }
    }

    private static void sleep(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
