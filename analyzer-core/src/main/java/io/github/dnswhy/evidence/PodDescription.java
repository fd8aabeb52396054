package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code kubectl describe pod} prints of one pod.
 *
 * @param file the file as given
 * @param line where it begins
 * @param name its name
 * @param namespace its namespace
 * @param node the node's name
 * @param address its address
 * @param containers its containers, init containers first
 * @param events its events in order
 */
public record PodDescription(
        String file,
        long line,
        String name,
        Optional<String> namespace,
        Optional<String> node,
        Optional<IpAddress> address,
        List<Container> containers,
        List<Event> events) {
    /** Copies the lists. */
    public PodDescription {
        containers = List.copyOf(containers);
        events = List.copyOf(events);
    }

    /**
     * Whether it is a pod of the node-local cache.
     *
     * @return true when its name says so
     */
    public boolean isNodeLocalDns() {
        return PodList.Pod.isNodeLocalDns(name);
    }

    /**
     * Whether it is a pod of the cluster DNS.
     *
     * @return true when its name says so
     */
    public boolean isClusterDns() {
        return PodList.Pod.isClusterDns(name);
    }

    /**
     * A state of a container.
     *
     * @param line where it stands
     * @param name {@code Running}, {@code Waiting} or {@code Terminated}
     * @param reason why, for example {@code CrashLoopBackOff}, {@code OOMKilled}, {@code Error}
     * @param exitCode how the process ended
     * @param message more about it, cut to 500 characters
     */
    public record State(
            long line, String name, Optional<String> reason, OptionalInt exitCode, Optional<String> message) {}

    /**
     * A container.
     *
     * @param line where it stands
     * @param name its name
     * @param image its image
     * @param state its state
     * @param lastState its state before the last restart
     * @param ready whether it is ready
     * @param restarts how often it was restarted
     */
    public record Container(
            long line,
            String name,
            Optional<String> image,
            Optional<State> state,
            Optional<State> lastState,
            boolean ready,
            int restarts) {
        /**
         * Whether it is or was in a state for a reason.
         *
         * @param reason the reason, for example {@code OOMKilled}
         * @return true when its state or last state names it
         */
        public boolean hasReason(String reason) {
            return state.flatMap(State::reason).filter(reason::equals).isPresent()
                    || lastState.flatMap(State::reason).filter(reason::equals).isPresent();
        }
    }

    /**
     * An event.
     *
     * @param line where it stands
     * @param warning whether it is a warning
     * @param reason for example {@code BackOff}, {@code Unhealthy}, {@code DNSConfigForming}
     * @param age how long ago it happened last
     * @param count how often it happened, at least 1
     * @param message its text, cut to 500 characters
     */
    public record Event(long line, boolean warning, String reason, Optional<Duration> age, int count, String message) {}

    /**
     * The events of one reason.
     *
     * @param reason the reason
     * @return them in order
     */
    public List<Event> events(String reason) {
        return events.stream().filter(event -> event.reason().equals(reason)).toList();
    }
}
