package io.github.dnswhy.model;

/**
 * Something that a rule says of a line.
 *
 * @param file the file as given
 * @param line the line, from 1
 * @param level how bad it is
 * @param id the rule's permanent id in kebab-case
 * @param text what is wrong and what to do, one or two sentences
 */
public record LintMessage(String file, long line, Level level, String id, String text) {
    /** How bad it is. */
    public enum Level {
        /** Good to know. */
        INFO("info"),
        /** It works, but costs time, or hides something. */
        WARNING("warning"),
        /** It does not work, or not as it reads. */
        ERROR("error");

        private final String text;

        Level(String text) {
            this.text = text;
        }

        /**
         * The level as printed.
         *
         * @return a word in lower case
         */
        public String text() {
            return text;
        }
    }
}
