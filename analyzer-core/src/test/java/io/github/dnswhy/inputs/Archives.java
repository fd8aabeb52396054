package io.github.dnswhy.inputs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives made in memory of members in their order. */
final class Archives {
    private Archives() {}

    /** Members that keep their order: path, text, path, text. */
    static Map<String, byte[]> members(String... pathsAndTexts) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            members.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return members;
    }

    static byte[] tar(Map<String, byte[]> members) {
        return written(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                for (Map.Entry<String, byte[]> member : members.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
                    entry.setSize(member.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(member.getValue());
                    tar.closeArchiveEntry();
                }
            }
        });
    }

    /** A tar with one member of a type, without an end. */
    static byte[] tarMember(char type, String name, byte[] octets) {
        return written(out -> {
            byte[] header = new byte[TarHeader.OCTETS];
            put(header, 0, name);
            put(header, 100, "0000644");
            put(header, 124, octal(octets.length, 11));
            put(header, 156, String.valueOf(type));
            put(header, 257, "ustar");
            put(header, 263, "00");
            sign(header);
            out.write(header);
            out.write(octets);
            out.write(new byte[-octets.length & TarHeader.OCTETS - 1]);
        });
    }

    /** Writes the checksum of a header of tar. */
    static void sign(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < TarHeader.OCTETS; i++) {
            sum += header[i] & 0xFF;
        }
        put(header, 148, octal(sum, 6));
        header[154] = 0;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(octets, 0, header, offset, octets.length);
    }

    private static String octal(long number, int digits) {
        return String.format("%0" + digits + "o", number);
    }

    static byte[] zip(Map<String, byte[]> members) {
        return zip(members, ZipArchiveOutputStream.DEFLATED);
    }

    static byte[] zip(Map<String, byte[]> members, int method) {
        return written(out -> {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
                for (Map.Entry<String, byte[]> member : members.entrySet()) {
                    ZipArchiveEntry entry = new ZipArchiveEntry(member.getKey());
                    entry.setMethod(method);
                    if (method == ZipArchiveOutputStream.STORED) {
                        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                        crc.update(member.getValue());
                        entry.setCrc(crc.getValue());
                        entry.setSize(member.getValue().length);
                    }
                    zip.putArchiveEntry(entry);
                    zip.write(member.getValue());
                    zip.closeArchiveEntry();
                }
            }
        });
    }

    static byte[] sevenZip(Map<String, byte[]> members) {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile file = new SevenZOutputFile(channel)) {
                for (Map.Entry<String, byte[]> member : members.entrySet()) {
                    SevenZArchiveEntry entry = new SevenZArchiveEntry();
                    entry.setName(member.getKey());
                    entry.setSize(member.getValue().length);
                    file.putArchiveEntry(entry);
                    file.write(member.getValue());
                    file.closeArchiveEntry();
                }
            }
            return Arrays.copyOf(channel.array(), (int) channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] octets) {
        return written(out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(octets);
            }
        });
    }

    static byte[] xz(byte[] octets) {
        return written(out -> {
            try (OutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
                xz.write(octets);
            }
        });
    }

    static byte[] zstd(byte[] octets) {
        return com.github.luben.zstd.Zstd.compress(octets);
    }

    static byte[] bzip2(byte[] octets) {
        return written(out -> {
            try (OutputStream bzip2 = new BZip2CompressorOutputStream(out, 1)) {
                bzip2.write(octets);
            }
        });
    }

    static byte[] concat(byte[]... parts) {
        return written(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    /** Writes something. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
