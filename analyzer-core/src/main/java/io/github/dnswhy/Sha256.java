package io.github.dnswhy;

import io.github.dnswhy.inputs.FoundInput;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Hashes inputs, so that a report can be told to be about the very same files. */
final class Sha256 {
    /** Larger files are not read a second time for their hash. */
    private static final long LARGEST = 64L << 20;

    private Sha256() {}

    /** The hash of a file as stored; empty for streams and large files. */
    static Optional<String> of(FoundInput input) {
        if (!input.reopenable() || input.bytes() == 0 || input.bytes() > LARGEST) {
            return Optional.empty();
        }
        try (InputStream in = input.openStored()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            return Optional.empty(); // it could be read a moment ago; without its hash the report still stands
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
