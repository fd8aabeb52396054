package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextClassifierTest {
    private static final Set<InputKind> LOGS =
            Set.of(InputKind.COREDNS_LOG, InputKind.NODE_LOCAL_DNS_LOG, InputKind.KUBE_PROXY_LOG, InputKind.APP_LOG);

    @Test
    void everySampleIsWhatItIs() {
        Samples.kinds().forEach((text, kind) -> assertEquals(kind, Samples.classify(text), text));
    }

    @Test
    void lineEndsOfWindowsAndByteOrderMarksDoNotMatter() {
        Samples.kinds().forEach((text, kind) -> {
            String windows = text.replace("\n", "\r\n");
            assertEquals(kind, Samples.classify(windows));
            assertEquals(kind, Samples.classify("\uFEFF" + windows));
            for (String charset : new String[] {"UTF-16LE", "UTF-16BE"}) {
                byte[] marked = ("\uFEFF" + windows).getBytes(java.nio.charset.Charset.forName(charset));
                assertEquals(kind, TextClassifier.classify(marked, marked.length), charset);
                byte[] unmarked = windows.getBytes(java.nio.charset.Charset.forName(charset));
                assertEquals(kind, TextClassifier.classify(unmarked, unmarked.length), charset + " without mark");
            }
        });
    }

    @Test
    void logsAreKnownInsideWhatContainerRuntimesPutAroundThem() {
        Samples.kinds().forEach((text, kind) -> {
            if (LOGS.contains(kind)) {
                assertEquals(kind, Samples.classify(Samples.cri(text)), "CRI");
                assertEquals(kind, Samples.classify(Samples.dockerJson(text)), "Docker");
                assertEquals(kind, Samples.classify(Samples.prefixed(text)), "kubectl");
                assertEquals(kind, Samples.classify(Samples.stern(text)), "stern");
            }
        });
    }

    @Test
    void oneLoopLineTellsTheNodeLocalCacheFromTheClusterDns() {
        String loop =
                "[FATAL] plugin/loop: Loop (%s:45241 -> %s:53) detected for zone \".\", see https://coredns.io/. Query: \"HINFO 1.2.\"\n";
        assertEquals(InputKind.NODE_LOCAL_DNS_LOG, Samples.classify(loop.replace("%s", "169.254.25.10")));
        assertEquals(InputKind.COREDNS_LOG, Samples.classify(loop.replace("%s", "127.0.0.1")));
    }

    @Test
    void anUpstreamWithALinkLocalAddressMakesNoNodeLocalCache() {
        String error =
                "[ERROR] plugin/errors: 2 example.org. A: read udp 10.0.3.4:55915->169.254.169.253:53: i/o timeout\n";
        assertEquals(InputKind.COREDNS_LOG, Samples.classify(error));
    }

    @Test
    void otherTextsAreText() {
        for (String text : new String[] {
            "",
            "search the archive for nameserver problems\n",
            "Dear team,\nthe DNS is slow again.\n",
            "{\"verdict\": {\"dnsToBlame\": \"yes\"}}\n",
            "server {\n    listen 80;\n    location / {\n        proxy_pass http://a;\n    }\n}\n",
            "I1120 00:08:48.718919       1 kubelet.go:69] \"SyncLoop ADD\" pods=[\"kube-system/coredns-76f75df574-5zq8k\"]\n",
            "NAME   STATUS   ROLES           AGE   VERSION\ncp-1   Ready    control-plane   41d   v1.29.4\n",
            "127.0.0.1 localhost\n::1 ip6-localhost\n"
        }) {
            assertEquals(InputKind.TEXT, Samples.classify(text), text);
        }
    }

    @Test
    void bytesThatAreNoTextAreUnknown() {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 3);
        }
        assertEquals(InputKind.UNKNOWN, TextClassifier.classify(bytes, bytes.length));
    }

    @Test
    void aLogPaddedWithNulsByCopytruncateIsStillALog() {
        byte[] padded = ("\0".repeat(5000) + Samples.COREDNS_LOG).getBytes(StandardCharsets.UTF_8);
        assertEquals(InputKind.COREDNS_LOG, TextClassifier.classify(padded, padded.length));
    }

    @Test
    void theFirstLinesOfASampleAreNeverTakenForAnotherKind() {
        Samples.kinds().forEach((text, kind) -> {
            for (int cut = text.indexOf('\n'); cut >= 0; cut = text.indexOf('\n', cut + 1)) {
                InputKind told = Samples.classify(text.substring(0, cut + 1));
                boolean vague = told == InputKind.TEXT || told == InputKind.APP_LOG && LOGS.contains(kind);
                assertTrue(told == kind || vague, kind + " was taken for " + told + ":\n" + text.substring(0, cut));
            }
        });
    }

    @Test
    void onlyTheAnnouncedLengthIsLookedAt() {
        byte[] bytes = (Samples.RESOLV_CONF + "\0\1\2\3".repeat(1000)).getBytes(StandardCharsets.UTF_8);
        assertEquals(InputKind.RESOLV_CONF, TextClassifier.classify(bytes, Samples.RESOLV_CONF.length()));
    }
}
