package io.github.dnswhy.model;

/** The bounds of an analysis; reaching one is an {@link Anomaly} with its count, never an error. */
public enum Limit {
    /** Octets that one compressed input may unfold to. */
    INPUT_BYTES("inputBytes", 1L << 40, "octets out of one compressed input"),
    /** Ratio of unfolded to stored octets beyond the first GiB. */
    COMPRESSION_RATIO("compressionRatio", 10_000, "unfolded : stored octets, beyond the first GiB"),
    /** Members of one archive. */
    ARCHIVE_ENTRIES("archiveEntries", 100_000, "members of an archive"),
    /** Archives within archives. */
    ARCHIVE_NESTING("archiveNesting", 4, "archives within archives"),
    /** Octets of all members of all archives. */
    ARCHIVE_BYTES("archiveBytes", 256L << 30, "octets of all archive members"),
    /** Octets of one frame or pcapng block. */
    BLOCK_BYTES("blockBytes", 16L << 20, "octets of one frame or pcapng block"),
    /** Interfaces of one pcapng section. */
    INTERFACES("interfaces", 65_536, "interfaces of a pcapng section"),
    /** Transactions open at one time. */
    OPEN_TRANSACTIONS("openTransactions", 1_048_576, "transactions open at one time"),
    /** Lookups open at one time. */
    OPEN_LOOKUPS("openLookups", 262_144, "lookups open at one time"),
    /** Distinct domain names. */
    NAMES("names", 1_048_576, "distinct domain names"),
    /** Octets held for domain names. */
    NAME_BYTES("nameBytes", 64L << 20, "octets held for domain names"),
    /** Distinct addresses. */
    ADDRESSES("addresses", 262_144, "distinct addresses"),
    /** Servers counted each by itself. */
    SERVERS("servers", 8_192, "servers counted each by itself"),
    /** TCP streams followed at one time. */
    TCP_STREAMS("tcpStreams", 65_536, "TCP streams followed at one time"),
    /** Octets held for TCP segments that wait for their neighbours. */
    TCP_BYTES("tcpBytes", 64L << 20, "octets held of TCP segments"),
    /** IP fragments held at one time. */
    FRAGMENTS("fragments", 65_536, "IP fragments held at one time"),
    /** Octets held of IP fragments. */
    FRAGMENT_BYTES("fragmentBytes", 16L << 20, "octets held of IP fragments"),
    /** Headers peeled around the innermost IP packet. */
    TUNNEL_DEPTH("tunnelDepth", 8, "tunnel headers around a packet"),
    /** Lookups kept in detail because they were the longest. */
    WORST_LOOKUPS("worstLookups", 1_000, "longest lookups kept in detail"),
    /** Lookups kept in detail as a fair sample. */
    SAMPLED_LOOKUPS("sampledLookups", 5_000, "sampled lookups kept in detail"),
    /** Thread dumps. */
    DUMPS("dumps", 1_000, "thread dumps"),
    /** Threads of one dump. */
    DUMP_THREADS("dumpThreads", 262_144, "threads of one dump"),
    /** Octets of one line of text. */
    LINE_BYTES("lineBytes", 1L << 20, "octets of one line of text"),
    /** Facts kept out of logs. */
    LOG_FACTS("logFacts", 100_000, "facts kept out of logs"),
    /** Rows of a table in the report. */
    REPORT_ROWS("reportRows", 20, "rows of a table in the report");

    private final String text;
    private final long standard;
    private final String meaning;

    Limit(String text, long standard, String meaning) {
        this.text = text;
        this.standard = standard;
        this.meaning = meaning;
    }

    /**
     * The name on the command line.
     *
     * @return its name in camelCase
     */
    public String text() {
        return text;
    }

    /**
     * The value when nothing else is said.
     *
     * @return the default, positive
     */
    public long standard() {
        return standard;
    }

    /**
     * What is bounded.
     *
     * @return a few words with the unit
     */
    public String meaning() {
        return meaning;
    }
}
