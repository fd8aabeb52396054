package io.github.dnswhy.samples;

import io.github.dnswhy.DnsCapture;
import io.github.dnswhy.dns.Rcode;
import java.io.IOException;
import java.nio.file.Path;

/** Lists the responses of a capture. */
public final class EveryMessage {
    private EveryMessage() {}

    /**
     * Prints a line for each response.
     *
     * @param args a capture
     * @throws IOException if it cannot be read
     */
    public static void main(String[] args) throws IOException {
        try (DnsCapture capture = DnsCapture.open(Path.of(args[0]))) {
            capture.forEachMessage(seen -> {
                if (seen.message().isResponse()) {
                    String name = seen.message().questionNameText().orElse("?");
                    String rcode = Rcode.text(seen.message().rcode());
                    System.out.println(seen.frame() + " " + seen.source() + " " + name + " " + rcode);
                }
            });
        }
    }
}
