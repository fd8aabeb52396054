package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed Corefile: server blocks with their plugins, snippets put in where they are imported. What stands in the
 * environment ({@code {$NAME}}) and in other files cannot be known and stays as written.
 *
 * @param file the file as given
 * @param line the line on which it begins, from 1; more than 1 inside a ConfigMap or a log
 * @param blocks its server blocks in order
 * @param imports files and unknown snippets imported between the blocks
 */
public record Corefile(String file, long line, List<ServerBlock> blocks, List<String> imports) {
    /** Copies the lists. */
    public Corefile {
        blocks = List.copyOf(blocks);
        imports = List.copyOf(imports);
    }

    /**
     * The zones that a server block answers for.
     *
     * @param scheme {@code dns}, {@code tls}, {@code https}, {@code grpc} or {@code quic}
     * @param zone the zone without its final dot, lower-cased; the root is a dot, a network is as written
     * @param port the port, 1..65535
     */
    public record ZoneKey(String scheme, String zone, int port) {}

    /**
     * One server block.
     *
     * @param line where it begins
     * @param keys its zones
     * @param directives its plugins in order
     */
    public record ServerBlock(long line, List<ZoneKey> keys, List<Directive> directives) {
        /** Copies the lists. */
        public ServerBlock {
            keys = List.copyOf(keys);
            directives = List.copyOf(directives);
        }

        /**
         * The first directive of a name.
         *
         * @param name a plugin's name
         * @return the directive, empty when the block does not use the plugin
         */
        public Optional<Directive> directive(String name) {
            return directives.stream()
                    .filter(directive -> directive.name().equals(name))
                    .findFirst();
        }

        /**
         * Whether a plugin is used.
         *
         * @param name the plugin's name
         * @return true when the block has a directive of that name
         */
        public boolean uses(String name) {
            return directive(name).isPresent();
        }

        /**
         * Where queries are forwarded to.
         *
         * @return every {@code forward} and {@code proxy} directive in order
         */
        public List<Forward> forwards() {
            return directives.stream()
                    .filter(directive -> directive.name().equals("forward")
                            || directive.name().equals("proxy"))
                    .map(Forward::of)
                    .toList();
        }

        /**
         * The addresses and interfaces that the block listens on.
         *
         * @return the arguments of every {@code bind}, empty when it listens on all addresses
         */
        public List<String> binds() {
            return directives.stream()
                    .filter(directive -> directive.name().equals("bind"))
                    .flatMap(directive -> directive.arguments().stream())
                    .toList();
        }
    }

    /**
     * A plugin with its arguments, or an option within a plugin's block.
     *
     * @param line where it begins
     * @param name its first word
     * @param arguments the other words of its line
     * @param options what stands in its braces
     */
    public record Directive(long line, String name, List<String> arguments, List<Directive> options) {
        /** Copies the lists. */
        public Directive {
            arguments = List.copyOf(arguments);
            options = List.copyOf(options);
        }

        /**
         * An option of the plugin's block.
         *
         * @param option the option's name
         * @return the option, empty when it is not set
         */
        public Optional<Directive> option(String option) {
            return options.stream()
                    .filter(directive -> directive.name().equals(option))
                    .findFirst();
        }
    }

    /**
     * A word that should have been replaced by a value.
     *
     * @param line where it stands
     * @param text the word as written
     */
    public record Placeholder(long line, String text) {}

    /**
     * The words that still are placeholders of the node-local-dns manifest ({@code __PILLAR__…__}). In the template two
     * of them are right; in an effective Corefile none is.
     *
     * @return them in order
     */
    public List<Placeholder> placeholders() {
        return words("__PILLAR__");
    }

    /**
     * The words that hold {@code <nil>}, which node-cache writes for an upstream Service that it could not find.
     *
     * @return them in order
     */
    public List<Placeholder> nilTargets() {
        return words("<nil>");
    }

    private List<Placeholder> words(String part) {
        List<Placeholder> found = new ArrayList<>();
        for (ServerBlock block : blocks) {
            for (ZoneKey key : block.keys()) {
                if (key.zone().contains(part) || key.zone().contains(DnsNameText.lowerCase(part))) {
                    found.add(new Placeholder(block.line(), key.zone()));
                }
            }
            collect(block.directives(), part, found);
        }
        return List.copyOf(found);
    }

    private static void collect(List<Directive> directives, String part, List<Placeholder> found) {
        for (Directive directive : directives) {
            for (String argument : directive.arguments()) {
                if (argument.contains(part)) {
                    found.add(new Placeholder(directive.line(), argument));
                }
            }
            if (directive.name().contains(part)) {
                found.add(new Placeholder(directive.line(), directive.name()));
            }
            collect(directive.options(), part, found);
        }
    }
}
