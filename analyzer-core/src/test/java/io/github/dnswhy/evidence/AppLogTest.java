package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dnswhy.model.InputKind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppLogTest {
    private static AppLog read(String text) {
        return Samples.read(InputKind.APP_LOG, text).appLogs().get(0);
    }

    private static String failure(String line) {
        List<AppLog.ResolutionFailure> failures = read(line + "\n").failures();
        return failures.isEmpty()
                ? "none"
                : failures.get(0).host() + " " + failures.get(0).kind();
    }

    @Test
    void eachEntryCountsAHostOnce() {
        AppLog log = read(Samples.APP_LOG);
        assertEquals(
                List.of("tax BARE 3", "cart.shop TEMPORARY 9", "audit.shop JAVA_FAILED 11"),
                log.failures().stream()
                        .map(f -> f.host() + " " + f.kind() + " " + f.at().line())
                        .toList());
        assertEquals(
                Optional.of(LocalDateTime.parse("2026-11-20T00:08:51")),
                log.failures().get(1).at().time().map(LogTime::local),
                "the time of the entry that the stack trace belongs to");
    }

    @Test
    void theTextsOfTheExceptionAreToldApart() {
        assertEquals(
                "db-1.example TEMPORARY",
                failure("java.net.UnknownHostException: db-1.example: Temporary failure in name resolution"));
        assertEquals("db UNKNOWN_NAME", failure("java.net.UnknownHostException: db: Name or service not known"));
        assertEquals("db UNKNOWN_NAME", failure("java.net.UnknownHostException: db: Name does not resolve"));
        assertEquals("db TEMPORARY", failure("java.net.UnknownHostException: db: Try again"));
        assertEquals(
                "db NO_ADDRESS", failure("java.net.UnknownHostException: db: No address associated with hostname"));
        assertEquals("db SYSTEM_ERROR", failure("java.net.UnknownHostException: db: System error"));
        assertEquals(
                "db MACOS", failure("java.net.UnknownHostException: db: nodename nor servname provided, or not known"));
        assertEquals(
                "pod-1 UNKNOWN_NAME",
                failure("java.net.UnknownHostException: pod-1: pod-1: Name or service not known"));
        assertEquals("db BARE", failure("Caused by: java.net.UnknownHostException: db"));
        assertEquals(
                "db NO_ADDRESS",
                failure("UnknownHostException: Unable to resolve host \"db\": No address associated with hostname"));
        assertEquals("db OTHER", failure("java.net.UnknownHostException: db: Wunderlich"));
        assertEquals(
                "db TEMPORARY",
                failure(
                        "{\"message\":\"java.net.UnknownHostException: db: Temporary failure in name resolution\\n\\tat a.B\"}"));
        assertEquals("none", failure("at java.net.UnknownHostException.<init>(UnknownHostException.java:1)"));
    }

    @Test
    void countsAreByHostAndText() {
        AppLog log = read(
                "java.net.UnknownHostException: a: Try again\njava.net.UnknownHostException: b\njava.net.UnknownHostException: b\n");
        assertEquals(
                List.of(
                        new AppLog.FailureCount("b", AppLog.FailureText.BARE, 2, 2, 3),
                        new AppLog.FailureCount("a", AppLog.FailureText.TEMPORARY, 1, 1, 1)),
                log.failureCounts());
    }

    @Test
    void durationsOfRequestsAreRead() {
        AppLog log = read(Samples.APP_LOG);
        assertEquals(1, log.requests().size());
        assertEquals(Duration.ofMillis(5012), log.requests().get(0).took());
        assertEquals(
                new AppLog.RequestTotals(1, 1, Duration.ofMillis(5012), Duration.ofMillis(5012)), log.requestTotals());
        assertEquals(Duration.ofMillis(5012), RequestLine.took("GET /a took 5012ms"));
        assertEquals(Duration.ofMillis(5010), RequestLine.took("POST /a duration=5.01s"));
        assertEquals(Duration.ofMillis(12), RequestLine.took("Completed 200 OK status in 12ms"));
        assertEquals(Duration.ofMillis(7), RequestLine.took("request handled, elapsedMs=7"));
        assertEquals(Duration.ofMillis(7), RequestLine.took("{\"message\":\"GET /x\",\"duration_ms\":7}"));
        assertEquals(Duration.ofMillis(122), RequestLine.took("request took [122] milliseconds."));
    }

    @Test
    void whatIsNoRequestOrHasNoUnitIsNoDuration() {
        assertNull(RequestLine.took("Started Shop in 4.2 seconds"));
        assertNull(RequestLine.took("GET /a took 5012"));
        assertNull(RequestLine.took("GET /a took ages"));
        assertNull(RequestLine.took("GET /in 3 apples"));
        assertNull(RequestLine.took("retrying the request in 5 s"));
    }

    @Test
    void timesAreReadInTheUsualForms() {
        for (String form : new String[] {
            "2026-11-20 00:08:49.500 INFO x",
            "2026-11-20T00:08:49,500 INFO x",
            "[2026-11-20 00:08:49.5] INFO x",
            "20-Nov-2026 00:08:49.500 INFO [main] x",
            "{\"@timestamp\":\"2026-11-20T00:08:49.500\",\"message\":\"x\"}"
        }) {
            assertEquals(
                    Optional.of(new LogTime(LocalDateTime.parse("2026-11-20T00:08:49.500"), Optional.empty())),
                    read(form + "\n").first(),
                    form);
        }
        assertEquals(
                LocalDateTime.parse("2026-11-20T00:08:49"),
                read("Nov 20, 2026 12:08:49 AM a.B c\n").first().orElseThrow().local());
        assertEquals(
                LocalDateTime.parse("2026-11-20T13:08:49"),
                read("Nov 20, 2026 1:08:49\u202fPM a.B c\n")
                        .first()
                        .orElseThrow()
                        .local());
        assertEquals(
                Optional.of(ZoneOffset.ofHoursMinutes(5, 30)),
                read("2026-11-20T00:08:49.5+05:30 INFO x\n")
                        .first()
                        .orElseThrow()
                        .offset());
        assertEquals(Optional.empty(), read("2026-13-45 99:08:49 INFO x\n").first());
    }

    @Test
    void theOffsetOfTheApplicationFollowsFromThePrefixOfTheRuntime() {
        AppLog log = read(
                "2026-11-20T00:08:49.600Z stdout F 2026-11-20 01:08:49.500 INFO x\n2026-11-20T00:08:50.1Z stdout F 2026-11-20 01:08:50.0 INFO y\n");
        assertEquals(Optional.of(ZoneOffset.ofHours(1)), log.zone());
        assertEquals(Optional.empty(), read(Samples.APP_LOG).zone());
    }
}
