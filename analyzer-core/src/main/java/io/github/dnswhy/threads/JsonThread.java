package io.github.dnswhy.threads;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The members of a thread in JSON, those of {@code dump_to_file} and those of {@code ThreadInfo}. */
final class JsonThread {
    private final RawDump dump;

    JsonThread(RawDump dump) {
        this.dump = dump;
    }

    /** Whether a member makes an object a thread. */
    boolean isIdentity(String key) {
        return key.equals("tid") || key.equals("threadName") || key.equals("threadId");
    }

    /**
     * Reads a member.
     *
     * @param json stands at its value, afterwards at the value's end
     * @param key its name
     * @param thread gets what it says
     * @return whether it was read
     */
    boolean field(JsonParser json, String key, RawThread thread) {
        switch (key) {
            case "tid", "threadId" -> thread.id = number(json);
            case "name", "threadName" -> {
                String name = text(json);
                thread.name = RawThread.name(name, 0, name.length());
            }
            case "state", "threadState" -> thread.state = ThreadStates.of(text(json));
            case "virtual" -> thread.virtual = text(json).equals("true");
            case "daemon" -> thread.daemon = text(json).equals("true");
            case "carrier" -> thread.carrier = text(json);
            case "waitingOn" -> thread.waitedOn = text(json);
            case "blockedOn" -> want(text(json), false, thread);
            case "parkBlocker" -> parkBlocker(json, thread);
            case "lockInfo" -> lockInfo(json, thread);
            case "lockOwnerId" -> thread.ownerId = number(json);
            case "lockOwnerName" -> thread.ownerName = json.currentToken() == JsonToken.VALUE_NULL ? null : text(json);
            case "stack", "stackTrace" -> stack(json, thread);
            case "monitorsOwned" -> monitorsOwned(json, thread);
            case "lockedMonitors", "lockedSynchronizers" -> locked(json, key, thread);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Adds a thread whose members are all read. */
    void add(RawThread thread) {
        int last = thread.frames.size() - 1;
        for (int i = last; i >= 0 && i > last - 4; i--) {
            // JDK 21 does not say what is virtual.
            thread.virtual |= thread.frames.get(i).text().startsWith("java.lang.VirtualThread.run(");
        }
        dump.seal(thread);
        dump.add(thread);
    }

    /** Ends the dump: carriers, given by number, get their names. */
    RawDump finish() {
        Map<Long, String> names = new HashMap<>();
        for (RawThread thread : dump.threads) {
            names.put(thread.id, thread.name);
        }
        for (RawThread thread : dump.threads) {
            if (thread.carrier != null) {
                long id = Quantities.number(thread.carrier, 0, thread.carrier.length());
                thread.carrier = id < 0 ? thread.carrier : names.getOrDefault(id, "#" + id);
            }
        }
        return dump;
    }

    private void stack(JsonParser json, RawThread thread) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                dump.addFrame(thread, json.getString(), thread.line);
            } else if (token == JsonToken.START_OBJECT) {
                dump.addFrame(thread, frame(json), thread.line);
            } else {
                json.skipChildren();
            }
        }
    }

    private static String frame(JsonParser json) {
        String className = "";
        String method = "";
        String file = "";
        long line = -1;
        boolean isNative = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "className" -> className = text(json);
                case "methodName" -> method = text(json);
                case "fileName" -> file = text(json);
                case "lineNumber" -> line = number(json);
                case "nativeMethod" -> isNative = text(json).equals("true");
                default -> json.skipChildren();
            }
        }
        String place =
                isNative ? "Native Method" : file.isEmpty() ? "Unknown Source" : line < 0 ? file : file + ":" + line;
        return className + "." + method + "(" + place + ")";
    }

    private void parkBlocker(JsonParser json, RawThread thread) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            want(text(json), true, thread);
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "object" -> want(text(json), true, thread);
                case "owner" -> thread.ownerId = number(json);
                default -> json.skipChildren();
            }
        }
    }

    private static void lockInfo(JsonParser json, RawThread thread) {
        String identity = identity(json);
        if (identity.isEmpty()) {
            return;
        }
        if (identity.startsWith("java.util.concurrent.locks.")) {
            want(identity, true, thread);
        } else if (thread.state == Thread.State.BLOCKED || thread.ownerId >= 0) {
            want(identity, false, thread);
        } else {
            thread.waitedOn = identity;
        }
    }

    private void monitorsOwned(JsonParser json, RawThread thread) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                JsonToken token = json.nextToken();
                if (!key.equals("locks") || token != JsonToken.START_ARRAY) {
                    json.skipChildren();
                    continue;
                }
                for (token = json.nextToken();
                        token != JsonToken.END_ARRAY && token != null;
                        token = json.nextToken()) {
                    thread.hold(text(json));
                }
            }
        }
    }

    private void locked(JsonParser json, String key, RawThread thread) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            thread.hold(identity(json));
            dump.synchronizers |= key.equals("lockedSynchronizers");
        }
    }

    /** Reads {@code {"className":"C","identityHashCode":17,…}} as {@code C@11}. */
    private static String identity(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return "";
        }
        String className = "";
        long hash = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "className" -> className = text(json);
                case "identityHashCode" -> hash = number(json);
                default -> json.skipChildren();
            }
        }
        return className.isEmpty() ? "" : className + "@" + Long.toHexString(hash);
    }

    private static void want(String identity, boolean parked, RawThread thread) {
        if (!identity.isEmpty()) {
            thread.wanted = identity;
            thread.parked = parked;
            int at = identity.lastIndexOf('@');
            thread.wantedType = at < 0 ? "" : identity.substring(0, at);
        }
    }

    private static long number(JsonParser json) {
        String text = text(json);
        return Quantities.number(text, 0, text.length());
    }

    private static String text(JsonParser json) {
        String text = json.getValueAsString("");
        json.skipChildren();
        return text;
    }
}
