package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what {@code kubectl describe pod} prints, several pods in a row. */
final class PodDescriptionReader {
    private static final int MOST_PARTS = 50_000;

    private enum Section {
        HEAD,
        CONTAINERS,
        EVENTS,
        OTHER
    }

    private final String file;
    private final List<PodDescription> pods = new ArrayList<>();
    private Section section = Section.OTHER;
    private long line;
    private String name;
    private String namespace;
    private String node;
    private IpAddress address;
    private boolean pod;
    private int parts;
    private long dropped;
    private final List<PodDescription.Container> containers = new ArrayList<>();
    private final List<PodDescription.Event> events = new ArrayList<>();
    private OpenContainer container;

    PodDescriptionReader(String file) {
        this.file = file;
    }

    /** A container that is being read. */
    private static final class OpenContainer {
        private long line;
        private String name;
        private String image;
        private OpenState state;
        private OpenState lastState;
        private OpenState current;
        private boolean ready;
        private int restarts;

        private PodDescription.Container close() {
            return new PodDescription.Container(
                    line,
                    name,
                    Optional.ofNullable(image),
                    Optional.ofNullable(state).map(OpenState::close),
                    Optional.ofNullable(lastState).map(OpenState::close),
                    ready,
                    restarts);
        }
    }

    /** A state that is being read. */
    private static final class OpenState {
        private final long line;
        private final String name;
        private String reason;
        private int exitCode = -1;
        private String message;

        private OpenState(long line, String name) {
            this.line = line;
            this.name = name;
        }

        private PodDescription.State close() {
            return new PodDescription.State(
                    line,
                    name,
                    Optional.ofNullable(reason),
                    exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode),
                    Optional.ofNullable(message));
        }
    }

    void line(String text, long number) {
        if (text.isBlank()) {
            return;
        }
        boolean top = !TextCursor.isBlank(text.charAt(0));
        int colon = text.indexOf(':');
        String key = colon < 0 ? "" : text.substring(0, colon).strip();
        String value = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (top && colon > 0) {
            head(key, value, number);
        } else if (section == Section.CONTAINERS) {
            inContainers(text, key, value, number);
        } else if (section == Section.EVENTS) {
            event(text, number);
        }
    }

    /** The pods that were read. To be called once, at the end. */
    List<PodDescription> pods() {
        endPod();
        return pods;
    }

    /** How many pods, containers and events there was no room for. */
    long dropped() {
        return dropped;
    }

    private boolean room() {
        boolean room = parts < MOST_PARTS;
        parts += room ? 1 : 0;
        dropped += room ? 0 : 1;
        return room;
    }

    private void head(String key, String value, long number) {
        switch (key) {
            case "Name" -> {
                endPod();
                line = number;
                name = DnsServerLines.cut(value);
                section = Section.HEAD;
            }
            case "Namespace" -> namespace = DnsServerLines.cut(value);
            case "Node" -> node = DnsServerLines.cut(beforeSlash(value));
            case "IP" -> address = IpAddress.parse(value).orElse(null);
            case "Init Containers", "Containers", "Ephemeral Containers" -> {
                endContainer();
                section = Section.CONTAINERS;
                pod = true;
            }
            case "Events" -> {
                endContainer();
                section = Section.EVENTS;
            }
            default -> {
                endContainer();
                section = section == Section.HEAD ? Section.HEAD : Section.OTHER;
            }
        }
    }

    private static String beforeSlash(String value) {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    private void inContainers(String text, String key, String value, long number) {
        int indent = indent(text);
        if (indent <= 2 && value.isEmpty() && !key.isEmpty()) {
            endContainer();
            container = new OpenContainer();
            container.line = number;
            container.name = DnsServerLines.cut(key);
            return;
        }
        if (container == null) {
            return;
        }
        switch (key) {
            case "Image" -> container.image = DnsServerLines.cut(value);
            case "State" -> container.state = container.current = new OpenState(number, DnsServerLines.cut(value));
            case "Last State" ->
                container.lastState = container.current = new OpenState(number, DnsServerLines.cut(value));
            case "Ready" -> {
                container.current = null;
                container.ready = value.equals("True");
            }
            case "Restart Count" -> container.restarts = Math.max(0, TextCursor.numberOf(value));
            default -> inState(container.current, key, value);
        }
    }

    private static void inState(OpenState state, String key, String value) {
        if (state == null) {
            return;
        }
        switch (key) {
            case "Reason" -> state.reason = DnsServerLines.cut(value);
            case "Exit Code" -> state.exitCode = TextCursor.numberOf(value);
            case "Message" -> state.message = DnsServerLines.cut(value);
            default -> {
                // Started, Finished, Signal.
            }
        }
    }

    /** {@code Warning  BackOff  13m (x171 over 71m)  kubelet  message}, or the older form with two ages in front. */
    private void event(String text, long number) {
        List<String> cells = cells(text);
        int type = cells.indexOf("Warning");
        type = type < 0 ? cells.indexOf("Normal") : type;
        if (type < 0 || cells.size() < type + 3 || !room()) {
            return;
        }
        boolean old = type > 0;
        String when = old ? cells.get(Math.min(1, type - 1)) : cells.get(type + 2);
        String message =
                old ? cells.get(type + 2) : cells.size() > type + 4 ? cells.get(type + 4) : cells.get(cells.size() - 1);
        int count = old ? TextCursor.numberOf(cells.get(Math.min(2, type - 1))) : times(when);
        int space = when.indexOf(' ');
        events.add(new PodDescription.Event(
                number,
                cells.get(type).equals("Warning"),
                DnsServerLines.cut(cells.get(type + 1)),
                age(space < 0 ? when : when.substring(0, space)),
                Math.max(1, count),
                DnsServerLines.cut(message)));
    }

    private static Optional<Duration> age(String text) {
        return DurationText.parse(text);
    }

    /** The 171 of {@code 13m (x171 over 71m)}. */
    private static int times(String when) {
        int at = when.indexOf("(x");
        return at < 0 ? 1 : new TextCursor(when, at + 2).number();
    }

    /**
     * The cells of a row, which two blanks or a tab divide. The fifth takes the rest in the current form of the table.
     */
    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < text.length() && cells.size() < 10) {
            int from = at;
            while (from < text.length() && TextCursor.isBlank(text.charAt(from))) {
                from++;
            }
            int to = from;
            while (to < text.length() && text.charAt(to) != '\t' && !(text.charAt(to) == ' ' && endsCell(text, to))) {
                to++;
            }
            boolean last = cells.size() == 4
                    && (cells.get(0).equals("Warning") || cells.get(0).equals("Normal"));
            to = last ? text.length() : to;
            if (to > from) {
                cells.add(text.substring(from, to).strip());
            }
            at = Math.max(to, from + 1);
        }
        return cells;
    }

    private static boolean endsCell(String text, int space) {
        return space + 1 >= text.length() || TextCursor.isBlank(text.charAt(space + 1));
    }

    private static int indent(String text) {
        int at = 0;
        while (at < text.length() && TextCursor.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void endContainer() {
        if (container != null && room()) {
            containers.add(container.close());
        }
        container = null;
    }

    private void endPod() {
        endContainer();
        if (name != null && pod && room()) {
            pods.add(new PodDescription(
                    file,
                    line,
                    name,
                    Optional.ofNullable(namespace),
                    Optional.ofNullable(node),
                    Optional.ofNullable(address),
                    containers,
                    events));
        }
        name = null;
        namespace = null;
        node = null;
        address = null;
        pod = false;
        containers.clear();
        events.clear();
        section = Section.OTHER;
    }
}
