package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JsonReportWriterTest {
    private final JsonReportWriter writer = new JsonReportWriter();

    @Test
    void reportOfADeadCacheIsAsRecorded() throws IOException {
        Golden.assertSame("node-local-down.json", Golden.written(writer, Reports.nodeLocalDown()));
    }

    @Test
    void reportOfAHealthyClusterIsAsRecorded() throws IOException {
        Golden.assertSame("healthy.json", Golden.written(writer, Reports.healthy()));
    }

    @Test
    void reportWithoutACaptureIsAsRecorded() throws IOException {
        Golden.assertSame("undetermined.json", Golden.written(writer, Reports.undetermined()));
    }

    @Test
    void everyReportObeysThePublishedSchema() {
        for (Report report : Reports.all()) {
            ReportSchema.assertValid(Golden.written(writer, report));
        }
    }

    @Test
    void schemaRejectsUnknownKeysAndWrongNames() {
        String json = Golden.written(writer, Reports.nodeLocalDown());
        assertFalse(ReportSchema.errors(json.replace("\"headline\"", "\"headLine\""))
                .isEmpty());
        assertFalse(ReportSchema.errors(json.replace("\"timeout\"", "\"timed-out\""))
                .isEmpty());
        assertFalse(ReportSchema.errors(json.replace(".275226000Z", ".275226Z")).isEmpty());
        assertFalse(ReportSchema.errors(json.replace("\"dnsToBlame\": \"yes\"", "\"dnsToBlame\": \"no\""))
                .isEmpty());
        assertFalse(ReportSchema.errors(json.replace("\"169.254.20.10\"", "\"169.254.20.300\""))
                .isEmpty());
    }

    @Test
    void nullIsNeverWritten() {
        for (Report report : Reports.all()) {
            assertFalse(Golden.written(writer, report).contains("null"));
        }
    }

    @Test
    void localeHasNoSay() {
        Locale before = Locale.getDefault();
        String expected = Golden.written(writer, Reports.nodeLocalDown());
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(expected, Golden.written(writer, Reports.nodeLocalDown()));
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(expected, Golden.written(writer, Reports.nodeLocalDown()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void framesNameTheirCaptureOnlyWhenThereAreSeveral() {
        assertTrue(
                Golden.written(writer, Reports.healthy()).contains("\"file\": \"app-1.pcapng\",\n        \"frame\""));
        assertFalse(
                Golden.written(writer, Reports.nodeLocalDown()).contains("\"file\": \"app.cap\",\n        \"frame\""));
    }

    @Test
    void errorOfTheStreamComesThroughAsItself() {
        IOException broken = new IOException("Broken pipe");
        OutputStream out = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw broken;
            }
        };
        assertSame(broken, assertThrows(IOException.class, () -> writer.write(Reports.healthy(), out)));
    }

    @Test
    void streamStaysOpen() throws IOException {
        boolean[] closed = new boolean[1];
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        writer.write(Reports.healthy(), out);
        assertFalse(closed[0]);
    }
}
