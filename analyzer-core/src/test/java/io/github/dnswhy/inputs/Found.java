package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a discovery found, all of it read while it was open. */
record Found(
        List<String> names,
        Map<String, String> texts,
        Map<String, InputKind> kinds,
        Map<String, String> formats,
        Map<String, Map<String, Long>> anomalies) {
    static Found in(Path path) {
        return in(path, Limits.defaults());
    }

    static Found in(Path path, Limits limits) {
        return in(new InputDiscovery(limits), path);
    }

    static Found in(InputDiscovery closed, Path path) {
        try (InputDiscovery discovery = closed) {
            discovery.path(path);
            return read(discovery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Found inStream(byte[] octets) {
        return inStream(octets, Limits.defaults());
    }

    static Found inStream(byte[] octets, Limits limits) {
        try (InputDiscovery discovery = new InputDiscovery(limits)) {
            discovery.stream("-", new ByteArrayInputStream(octets));
            return read(discovery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Found read(InputDiscovery discovery) throws IOException {
        Found found = new Found(
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        for (FoundInput input : discovery.found()) {
            Anomalies anomalies = input.anomalies();
            found.names.add(input.name());
            found.kinds.put(input.name(), input.kind());
            found.formats.put(input.name(), input.format());
            if (input.kind() != InputKind.UNKNOWN && input.kind() != InputKind.ARCHIVE) {
                if (input.reopenable()) {
                    read(input, new Anomalies());
                }
                found.texts.put(input.name(), read(input, anomalies));
            }
            Map<String, Long> counts = new LinkedHashMap<>();
            for (Anomaly anomaly : anomalies.toList()) {
                counts.put(anomaly.name(), anomaly.count());
            }
            found.anomalies.put(input.name(), counts);
        }
        return found;
    }

    /** Reads an input as far as it can be. */
    private static String read(FoundInput input, Anomalies anomalies) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[1_000];
        try (InputStream in = input.open(Limits.defaults(), anomalies)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            anomalies.add("read-failed", io.github.dnswhy.model.Place.Unit.OFFSET, text.length());
        }
        return text.toString();
    }

    Map<String, Long> anomaliesOf(String name) {
        return anomalies.get(name);
    }
}
