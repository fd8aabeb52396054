package io.github.dnswhy.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the capture of an attack, for {@code benchmarks/attack.sh}. */
final class AttackCapture {
    private AttackCapture() {}

    /**
     * Without arguments the attacks are listed.
     *
     * @param args the attack, how many frames it shall have, and the file
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            for (Attack attack : Attack.values()) {
                System.out.println(attack.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            return;
        }
        Attack attack = Attack.valueOf(args[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20)) {
            attack.write(new AttackFrames(out, attack.isEthernet()), Integer.parseInt(args[1]));
        }
    }
}
