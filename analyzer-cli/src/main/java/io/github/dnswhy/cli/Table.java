package io.github.dnswhy.cli;

/** The tables of {@code show}. */
enum Table {
    MESSAGES("each DNS message as decoded"),
    TRANSACTIONS("queries with what came back"),
    LOOKUPS("calls of the application, each with its queries"),
    SERVERS("what each server answered, and how fast"),
    CLIENTS("how much each client asked"),
    NAMES("how often each name was asked for; the most frequent ones"),
    THREADS("the threads of the dumps, and what each has to do with name resolution"),
    TIMELINE("the incident in slices of time, with what happened in each"),
    FRAMES("what was captured, by headers, and what of it was left aside and why");

    private final String meaning;

    Table(String meaning) {
        this.meaning = meaning;
    }

    String text() {
        return Values.kebab(this);
    }

    String meaning() {
        return meaning;
    }

    static String[] names() {
        Table[] tables = values();
        String[] names = new String[tables.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = tables[i].text();
        }
        return names;
    }
}
