package org.example.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service whose requests get slow: an HTTP server with a fixed pool of threads that calls one backend per request.
 * Arguments: port, number of threads, file for the measured lookups (written at exit), and what it does besides: {@code plain}
 * nothing, {@code lock} every tenth request holds for three seconds the lock that all need, {@code reverse} each request asks for the name of its
 * client's address.
 */
public final class OrdersService {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final long SLOW_MS = 1000;

    private static final Object PRICES = new Object();

    private OrdersService() {
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        LookupTruth truth = new LookupTruth(Path.of(args[2]));
        // Loads the network classes now, not within the first measured lookup. "localhost" is in /etc/hosts: no packet is sent.
        InetAddress.getAllByName("localhost");

        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "http-exec-" + number.incrementAndGet()));
        BackendClient client = new BackendClient(truth);
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 200);
        server.setExecutor(pool);
        String mode = args[3];
        AtomicInteger requests = new AtomicInteger();
        server.createContext("/orders/", exchange -> {
            switch (mode) {
                case "lock" -> readPrices(requests.incrementAndGet() % 10 == 0 ? 3000 : 1);
                case "reverse" -> exchange.getRemoteAddress().getHostName();
                default -> { }
            }
            handle(exchange, client);
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(truth::write, "truth-writer"));
        log("INFO", "started on port " + port + " with " + threads + " threads, Java " + System.getProperty("java.version"));
    }

    private static void readPrices(int millis) {
        synchronized (PRICES) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** GET /orders/BACKEND: the load generator chooses the backend, so that every name is asked equally often. */
    private static void handle(HttpExchange exchange, BackendClient client) throws IOException {
        long start = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        String backend = path.substring(path.lastIndexOf('/') + 1);
        int status;
        String failure = "";
        try {
            status = client.get(backend, "/stock");
        } catch (IOException e) {
            status = 502;
            failure = " error=\"" + e + "\"";
        }
        byte[] body = ("{\"backend\":\"" + backend + "\",\"status\":" + status + "}\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        long took = (System.nanoTime() - start) / 1_000_000;
        String level = status != 200 ? "ERROR" : took >= SLOW_MS ? "WARN" : "INFO";
        log(level, "GET " + path + " backend=" + backend + " status=" + status + " took " + took + " ms" + failure);
    }

    private static synchronized void log(String level, String text) {
        System.out.printf("%s %5s 1 --- [%s] o.e.orders.OrdersService : %s%n",
                LocalDateTime.now().format(TIME), level, Thread.currentThread().getName(), text);
    }
}
