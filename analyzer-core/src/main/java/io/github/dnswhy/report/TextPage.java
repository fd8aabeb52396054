package io.github.dnswhy.report;

/**
 * Fills lines: takes the parts of a paragraph, escapes them, breaks them at the width and indents what follows the
 * first line.
 *
 * <p>Every part passes {@link TerminalText}, so that nothing unescaped can reach the page; styles travel inside a
 * paragraph as private-use characters, which the escaping never lets through from a text. Not thread-safe.
 */
final class TextPage {
    private static final char FIRST_STYLE = '\uE000';
    private static final Style[] STYLES = Style.values();

    private final TextOptions options;
    private final StringBuilder page = new StringBuilder(8_192);
    private final StringBuilder flow = new StringBuilder(512);
    private int indent;
    private int hang;
    private Style style = Style.PLAIN;

    TextPage(TextOptions options) {
        this.options = options;
    }

    int width() {
        return options.width();
    }

    boolean unicode() {
        return options.unicode();
    }

    boolean all() {
        return options.detail() == TextOptions.Detail.ALL;
    }

    /** Starts a paragraph; its further lines stand where its first does. */
    TextPage start(int column) {
        return start(column, column);
    }

    /**
     * Starts a paragraph.
     *
     * @param column spaces before its first line
     * @param further spaces before the others
     */
    TextPage start(int column, int further) {
        flow.setLength(0);
        indent = column;
        hang = further;
        return this;
    }

    /** Adds a text of any origin. */
    TextPage add(String text) {
        return add(text, Integer.MAX_VALUE);
    }

    /** Adds a text of any origin, cut to a number of columns. */
    TextPage add(String text, int maxColumns) {
        flow.append(TerminalText.escape(text, maxColumns, !options.unicode()));
        return this;
    }

    /** Adds a number as it is. */
    TextPage add(long number) {
        flow.append(number);
        return this;
    }

    /** Adds one of our own glyphs, unescaped. */
    TextPage glyph(String unicode, String ascii) {
        flow.append(options.unicode() ? unicode : ascii);
        return this;
    }

    /** What follows has this style, until the end of the paragraph at most. */
    TextPage style(Style next) {
        flow.append((char) (FIRST_STYLE + next.ordinal()));
        return this;
    }

    /** Adds a text and spaces up to a width; longer texts are cut. */
    TextPage left(String text, int columns) {
        String cell = TerminalText.escape(text, columns, !options.unicode());
        flow.append(cell);
        return spaces(columns - TerminalText.columns(cell));
    }

    /** Adds spaces and a text that ends at a width; longer texts are cut. */
    TextPage right(String text, int columns) {
        String cell = TerminalText.escape(text, columns, !options.unicode());
        spaces(columns - TerminalText.columns(cell));
        flow.append(cell);
        return this;
    }

    TextPage spaces(int count) {
        for (int i = 0; i < count; i++) {
            flow.append(' ');
        }
        return this;
    }

    /** Ends the paragraph and puts it on the page. */
    void end() {
        fill(false);
    }

    /** Ends a paragraph that is a shell command: broken lines stay one command when they are copied. */
    void endCommand() {
        fill(true);
    }

    /** An empty line, unless the page is empty or ends with one. */
    void gap() {
        int length = page.length();
        if (length > 1 && page.charAt(length - 2) != '\n') {
            page.append('\n');
        }
    }

    private void fill(boolean command) {
        style = Style.PLAIN;
        int start = 0;
        int margin = indent;
        int open = 0; // the quotation mark that is open where the line starts
        do {
            int room = options.width() - margin - (command ? 2 : 0);
            int quote = open;
            int breakAt = -1;
            int quoted = 0; // the quotation mark that is open at the break
            int columns = 0;
            int i = start;
            while (i < flow.length()) {
                int point = flow.codePointAt(i);
                columns += isStyle(point) ? 0 : TerminalText.columns(point);
                if (columns > room) {
                    break;
                }
                if (command && (point == '\'' || point == '"') && (quote == 0 || quote == point)) {
                    quote = quote == 0 ? point : 0;
                }
                if (point == ' '
                        && i > start
                        && (quote == 0 || breakAt < 0 || quoted != 0)
                        && (command || !isInQuantity(i))) {
                    breakAt = i;
                    quoted = quote;
                }
                i += Character.charCount(point);
            }
            if (i >= flow.length()) {
                line(margin, start, flow.length(), "");
                return;
            }
            if (flow.charAt(i) == ' ' && quote == 0 && (command || !isInQuantity(i))) {
                breakAt = i;
                quoted = 0;
            }
            if (breakAt < 0) { // a word longer than the line
                line(margin, start, i, command ? "\\" : "");
                start = i;
                margin = command ? 0 : hang;
                open = quote;
            } else {
                // Inside quotation marks a line feed stands for the space; outside a backslash takes it away.
                line(margin, start, breakAt, command && quoted == 0 ? " \\" : "");
                start = afterSpaces(breakAt);
                margin = hang;
                open = quoted;
            }
        } while (start < flow.length());
    }

    /** Whether a space stands between a number and its unit, which belong on one line. */
    private boolean isInQuantity(int space) {
        if (space == 0 || flow.charAt(space - 1) < '0' || flow.charAt(space - 1) > '9') {
            return false;
        }
        int end = space + 1;
        while (end < flow.length() && flow.charAt(end) >= '%' && flow.charAt(end) <= 'z' && end - space < 5) {
            char c = flow.charAt(end);
            if (c != '%' && (c < 'a' || c > 'z')) {
                break;
            }
            end++;
        }
        return switch (flow.substring(space + 1, end)) {
            case "%", "s", "ms", "min", "h", "d" -> true;
            default -> false;
        };
    }

    private int afterSpaces(int from) {
        int i = from;
        while (i < flow.length() && flow.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean isStyle(int point) {
        return point >= FIRST_STYLE && point < FIRST_STYLE + STYLES.length;
    }

    private void line(int margin, int from, int to, String tail) {
        int end = to;
        while (end > from && flow.charAt(end - 1) == ' ') {
            end--;
        }
        for (int i = 0; i < margin && end > from; i++) {
            page.append(' ');
        }
        if (style != Style.PLAIN) {
            sequence(style);
        }
        for (int i = from; i < end; i++) {
            char c = flow.charAt(i);
            if (isStyle(c)) {
                style = STYLES[c - FIRST_STYLE];
                sequence(style);
            } else {
                page.append(c);
            }
        }
        page.append(tail);
        if (style != Style.PLAIN) {
            sequence(Style.PLAIN);
        }
        page.append('\n');
    }

    private void sequence(Style next) {
        if (options.colour()) {
            page.append(next.sequence());
        }
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
