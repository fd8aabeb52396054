package org.example.orders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A small HTTP client without connection reuse. It resolves the name and connects to the address, as Apache HttpClient
 * does; so the call of the resolver is in one place and can be timed.
 */
final class BackendClient {
    private static final int PORT = 8080;
    private static final int TIMEOUT_MS = 3000;

    private final LookupTruth truth;

    BackendClient(LookupTruth truth) {
        this.truth = truth;
    }

    int get(String host, String path) throws IOException {
        InetAddress address = resolve(host);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String statusLine = in.readLine();
            if (statusLine == null) {
                throw new IOException("empty answer from " + host);
            }
            while (in.readLine() != null) {
                // the body is not needed
            }
            return Integer.parseInt(statusLine.split(" ")[1]);
        }
    }

    private InetAddress resolve(String host) throws IOException {
        long wall = System.currentTimeMillis();
        long start = System.nanoTime();
        InetAddress[] found = null;
        try {
            found = InetAddress.getAllByName(host);
            return found[0];
        } finally {
            truth.add(host, wall, start, System.nanoTime(), found);
        }
    }
}
