package io.github.dnswhy.evidence;

import java.util.Set;

/** Counts whether the lines of a text have the form of a Corefile, or of a ConfigMap that holds one. */
final class CorefileVotes {
    private static final int KEY = 300;

    /** The plugins of CoreDNS up to 1.12 and those of node-cache. */
    private static final Set<String> PLUGINS =
            Set.of(("acl any auto autopath azure bind bufsize cache cancel chaos clouddns "
                            + "debug dns64 dnssec dnstap erratic errors etcd file forward geoip grpc grpc_server header health hosts "
                            + "https https3 import k8s_external kubernetes loadbalance local log loop metadata minimal multisocket "
                            + "nomad nsid on pprof prometheus proxy quic ready reload rewrite root route53 secondary sign template "
                            + "timeouts tls trace transfer tsig view whoami")
                    .split(" "));

    private long votes;
    private long others;
    private int depth;
    private boolean keyBefore;

    /** Takes a line without blanks around it that is neither empty nor a comment. */
    void line(String line) {
        boolean opens = line.endsWith("{");
        if (CorefileReader.isKey(line)) {
            keyBefore = line.endsWith(":");
            votes += keyBefore ? 0 : KEY;
        } else if (keyBefore && line.equals("----")) {
            keyBefore = false;
            votes += KEY;
        } else if (line.equals("}")) {
            depth = Math.max(0, depth - 1);
        } else if (depth == 0) {
            boolean block = opens && isZone(line);
            votes += block ? 5 : 0;
            others += block || line.startsWith("import ") ? 0 : 1;
            depth = block ? 1 : 0;
        } else {
            if (depth == 1) {
                boolean plugin = PLUGINS.contains(new TextCursor(line).word());
                votes += plugin ? 3 : 0;
                others += plugin ? 0 : 3;
            }
            depth += opens ? 1 : 0;
        }
    }

    /** How weighty the votes are, 0 when too much of the text is something else. */
    long weight() {
        return votes >= KEY || votes > 5 && others * 2 <= votes ? votes : 0;
    }

    private static boolean isZone(String line) {
        String first = new TextCursor(line).word();
        return first.indexOf('.') >= 0 && first.indexOf('=') < 0 && first.charAt(0) != '{'
                || first.indexOf(':') > 0
                || first.startsWith("(") && first.endsWith(")")
                || first.startsWith("__PILLAR__");
    }
}
