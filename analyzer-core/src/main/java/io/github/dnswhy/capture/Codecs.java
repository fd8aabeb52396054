package io.github.dnswhy.capture;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** The decompressors of libraries. Apart, so that none of them is loaded for inputs that need none. */
final class Codecs {
    /** Memory that xz may ask for: twice what its highest level needs. */
    private static final int XZ_MEMORY_KIB = 128 * 1024;

    private Codecs() {}

    /**
     * Opens compressed data with all its concatenated parts.
     *
     * @throws IOException if its header is damaged
     * @throws LinkageError if the library is not there, or has no native code for this platform
     */
    static InputStream open(Compression compression, BufferedInputStream in) throws IOException {
        return switch (compression) {
            // Each block has a dictionary of its own, of up to the limit: taken anew, thousands of small blocks would
            // cost terabytes.
            case XZ -> new ShortReadsInput(new XZInputStream(in, XZ_MEMORY_KIB, true, new BasicArrayCache()));
            case ZSTD -> new ZstdInputStream(in);
            case BZIP2 -> new OctetwiseInput(new BZip2CompressorInputStream(in, true));
            case LZ4 -> new LiteralRunInput(new FramedLZ4CompressorInputStream(in, true), in);
            case GZIP -> throw new IllegalArgumentException("gzip needs no library");
        };
    }

    /** Whether a decompressor gave up because the data is not damaged but made with a window larger than is allowed here. */
    static boolean asksForMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                || thrown instanceof MemoryLimitException
                || thrown instanceof ZstdIOException zstd
                        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge();
    }
}
