package io.github.dnswhy.match;

/** Takes events in order of capture time. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes the next event.
     *
     * @param event reused after the call
     * @param shard the shard of its client
     */
    void onEvent(WireEvent event, int shard);
}
