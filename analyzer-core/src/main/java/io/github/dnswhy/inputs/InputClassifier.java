package io.github.dnswhy.inputs;

import io.github.dnswhy.capture.CaptureFormatException;
import io.github.dnswhy.capture.UnpackedInput;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.util.Optional;

/** Makes an input of what is stored somewhere. Reads its first octets, unfolded. */
final class InputClassifier {
    private final Limits limits;

    InputClassifier(Limits limits) {
        this.limits = limits;
    }

    /**
     * Tells what something is that can be read more than once.
     *
     * @param name what to call it
     * @param content where it is
     * @param anomalies where oddities are counted
     */
    FoundInput classify(String name, Content content, Anomalies anomalies) throws IOException {
        SteadyInput stored = new SteadyInput(content.open());
        Anomalies damage = new Anomalies();
        try (UnpackedInput in = UnpackedInput.open(stored, name, limits, damage)) {
            byte[] head = in.readNBytes(Recognition.HEAD);
            if (head.length == 0 && stored.brokenOff()) {
                throw new IOException(name + " cannot be read");
            }
            if (head.length == 0 && in.storedOctets() == 0) {
                InputAnomaly.EMPTY.count(anomalies);
            }
            Recognition recognition = Recognition.of(head, head.length);
            if (recognition.kind() == InputKind.UNKNOWN) {
                // Of everything else damage is counted by whoever reads it to its end.
                anomalies.merge(damage);
                Recognition.countForeign(head, head.length, anomalies);
            }
            return input(name, content, recognition, in.compression().orElse(""), anomalies);
        } catch (CaptureFormatException e) {
            InputAnomaly.COMPRESSION_UNAVAILABLE.count(anomalies);
            return FoundInput.unknown(name, "", Math.max(0, content.length()), anomalies);
        }
    }

    static FoundInput input(
            String name, Content content, Recognition recognition, String compression, Anomalies anomalies) {
        return new FoundInput(
                name,
                Optional.of(content),
                recognition,
                recognition.formatIn(compression),
                Math.max(0, content.length()),
                anomalies);
    }
}
