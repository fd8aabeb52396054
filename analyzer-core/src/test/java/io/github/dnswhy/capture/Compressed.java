package io.github.dnswhy.capture;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Compresses octets for tests. */
final class Compressed {
    private interface Wrapping {
        OutputStream around(OutputStream out) throws IOException;
    }

    private Compressed() {}

    static byte[] with(Compression compression, byte[] octets) {
        return switch (compression) {
            case GZIP -> wrapped(octets, GZIPOutputStream::new);
            case XZ -> wrapped(octets, out -> new XZOutputStream(out, new LZMA2Options(0)));
            case ZSTD -> Zstd.compress(octets);
            case BZIP2 -> wrapped(octets, out -> new BZip2CompressorOutputStream(out, 1));
            case LZ4 -> wrapped(octets, FramedLZ4CompressorOutputStream::new);
        };
    }

    private static byte[] wrapped(byte[] octets, Wrapping wrapping) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressing = wrapping.around(out)) {
            compressing.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
