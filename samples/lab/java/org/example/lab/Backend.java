package org.example.lab;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Stands for every backend of the shop. Arguments: port, milliseconds until it answers. */
public final class Backend {
    private Backend() {
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 200);
        server.setExecutor(Executors.newFixedThreadPool(64));
        int delay = Integer.parseInt(args[1]);
        byte[] body = "{\"ok\":true}\n".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            sleep(delay);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
