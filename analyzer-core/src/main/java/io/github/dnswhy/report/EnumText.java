package io.github.dnswhy.report;

/** The names of enum constants as all forms show them: {@code NODE_LOCAL_CACHE} is {@code node-local-cache}. */
final class EnumText {
    private EnumText() {}

    /**
     * The name of a constant in lower-case kebab form.
     *
     * @param constant a constant with an ASCII name
     * @return its text
     */
    static String kebab(Enum<?> constant) {
        String name = constant.name();
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return text.toString();
    }
}
