package org.example.lab;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Load at a fixed rate, whether the service answers or not, over all backends in turn; then waits for the open requests.
 * Arguments: base URL, requests a second, seconds, file for one line a request (milliseconds and status), backends.
 */
public final class Load {
    private static final int TIMEOUT_MS = 90_000;

    private Load() {
    }

    public static void main(String[] args) throws Exception {
        String base = args[0];
        int perSecond = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        Path file = Path.of(args[3]);
        List<String> backends = List.of(args).subList(4, args.length);
        List<String> results = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newCachedThreadPool();
        Random random = new Random(7);
        List<String> round = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            if (round.isEmpty()) {
                round.addAll(backends);
                Collections.shuffle(round, random);
            }
            String url = base + round.remove(0);
            // the jitter keeps requests from falling together with the expiry of cached names
            long due = start + (long) ((i + random.nextDouble()) * 1e9 / perSecond);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            pool.execute(() -> results.add(request(url)));
        }
        pool.shutdown();
        pool.awaitTermination(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        Files.write(file, results);
    }

    private static String request(String url) {
        long start = System.nanoTime();
        int status = 0;
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            status = connection.getResponseCode();
            connection.getInputStream().readAllBytes();
            connection.disconnect();
        } catch (IOException e) {
            status = status == 0 ? -1 : status;
        }
        return String.format(Locale.ROOT, "%.1f\t%d", (System.nanoTime() - start) / 1e6, status);
    }
}
