package io.github.dnswhy.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where a result is written: standard output, or a file that appears under its name only when it is complete, so that an
 * interrupted run leaves neither half a report nor a destroyed older one.
 */
final class Destination implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final Path target;
    private final Path draft;
    private boolean complete;

    private Destination(OutputStream out, Path target, Path draft) {
        this.out = out;
        this.target = target;
        this.draft = draft;
    }

    static Destination standardOutput(Terminal terminal) {
        return new Destination(terminal.out(), null, null);
    }

    static Destination file(Path target) throws CommandException {
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A device or a named pipe: nothing to be replaced.
                return new Destination(new BufferedOutputStream(Files.newOutputStream(target), BUFFER), target, null);
            }
            Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
            Path draft = real.resolveSibling(
                    "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            draft.toFile().deleteOnExit();
            return new Destination(new BufferedOutputStream(Files.newOutputStream(draft), BUFFER), real, draft);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * The path that {@code --output} names, or null for standard output.
     *
     * @throws CommandException if nothing can be written there, which is better known before the work than after it
     */
    static Path pathOf(CommandLine line, Inputs inputs) throws CommandException {
        String text = line.value(Option.OUTPUT);
        if (text == null || text.equals("-")) {
            return null;
        }
        try {
            Path target = Path.of(text);
            check(target, inputs);
            return target;
        } catch (InvalidPathException e) {
            throw CommandException.usage("--output: '" + text + "' is no path: " + e.getReason(), "choose another.");
        }
    }

    private static void check(Path target, Inputs inputs) throws CommandException {
        Path directory =
                Files.isDirectory(target) ? target : target.toAbsolutePath().getParent();
        try {
            if (directory == null || !Files.isDirectory(directory)) {
                throw CommandException.usage(
                        target + ": there is no directory " + directory + " to write it to",
                        "make it with 'mkdir -p', or choose another --output.");
            }
            if (Files.exists(target) && !Files.isDirectory(target) && inputs.contain(target)) {
                throw CommandException.usage(
                        target + " is an input; the result would replace it", "choose another --output.");
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        if (!Files.isWritable(Files.exists(target) ? target : directory)) {
            throw CommandException.usage(target + ": cannot be written: permission denied", "choose another --output.");
        }
    }

    static CommandException unwritable(Path target, IOException e) {
        return CommandException.usage(target + ": cannot be written: " + Failure.text(e), "choose another --output.");
    }

    OutputStream out() {
        return out;
    }

    /** To be called when everything is written; without it {@link #close} leaves nothing behind. */
    void complete() throws IOException {
        out.flush();
        if (target != null) {
            out.close();
        }
        if (draft != null) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        complete = true;
    }

    @Override
    public void close() throws IOException {
        if (target != null && !complete) {
            out.close();
        }
        if (draft != null) {
            Files.deleteIfExists(draft);
        }
    }
}
