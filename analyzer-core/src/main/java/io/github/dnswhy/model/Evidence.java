package io.github.dnswhy.model;

import java.util.List;

/**
 * A fact for or against a finding that anyone can check in the inputs.
 *
 * <p>{@code weight} is the share that the fact has in the confidence, from 0 (context) to 1.
 */
public sealed interface Evidence {
    /**
     * The fact in one sentence.
     *
     * @return the sentence, without markup
     */
    String text();

    /**
     * The fact's share in the confidence.
     *
     * @return 0..1
     */
    double weight();

    /**
     * Frames of a capture.
     *
     * @param text the fact
     * @param weight its share in the confidence
     * @param kind what the frames show
     * @param file the capture, as given
     * @param frames frame numbers from 1, ascending, a few examples
     * @param filter a Wireshark display filter that shows them
     */
    record Frames(String text, double weight, Kind kind, String file, List<Long> frames, String filter)
            implements Evidence {
        /** What the frames show. */
        public enum Kind {
            /** Single frames. */
            FRAMES,
            /** Transactions, by the frames of their queries. */
            TRANSACTIONS,
            /** Lookups, by the frames of their first queries. */
            LOOKUPS
        }

        /** Copies the list. */
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /**
     * Threads of a dump.
     *
     * @param text the fact
     * @param weight its share in the confidence
     * @param file the thread dump, as given
     * @param threads the threads, a few examples
     */
    record Threads(String text, double weight, String file, List<ThreadPlace> threads) implements Evidence {
        /** Copies the list. */
        public Threads {
            threads = List.copyOf(threads);
        }
    }

    /**
     * A thread's place in its file.
     *
     * @param dump number of the dump within its file, from 1
     * @param name the thread's name
     * @param line line of the thread's header, from 1
     */
    record ThreadPlace(int dump, String name, int line) {}

    /**
     * Lines of a text.
     *
     * @param text the fact
     * @param weight its share in the confidence
     * @param file the file, as given
     * @param lines the lines, a few examples
     */
    record Lines(String text, double weight, String file, List<Line> lines) implements Evidence {
        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a text.
     *
     * @param line its number, from 1
     * @param text its text, cut to 500 characters
     */
    record Line(long line, String text) {}

    /**
     * A number over the whole input.
     *
     * @param text the fact
     * @param weight its share in the confidence
     * @param name the statistic's name in camelCase
     * @param value its value
     * @param unit its unit
     */
    record Statistic(String text, double weight, String name, double value, String unit) implements Evidence {}
}
