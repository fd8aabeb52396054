package io.github.dnswhy.report;

import io.github.dnswhy.model.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code show timeline}: a slice or an event.
 *
 * @param time the start of the slice, or when the event was
 * @param slice the slice, when it is one
 * @param event the event, when it is one
 */
public record TimelineRow(Instant time, Optional<Timeline.Slice> slice, Optional<Timeline.Event> event) {
    /**
     * The rows of a timeline in order of time; a slice comes before the events in it.
     *
     * @param timeline slices and events, the events in order of time
     * @return the rows
     */
    public static List<TimelineRow> of(Timeline timeline) {
        List<TimelineRow> rows =
                new ArrayList<>(timeline.slices().size() + timeline.events().size());
        int next = 0;
        for (int i = 0; i < timeline.slices().size(); i++) {
            Instant start = timeline.from().plus(timeline.slice().multipliedBy(i));
            while (next < timeline.events().size()
                    && timeline.events().get(next).time().isBefore(start)) {
                rows.add(event(timeline.events().get(next++)));
            }
            rows.add(new TimelineRow(start, Optional.of(timeline.slices().get(i)), Optional.empty()));
        }
        while (next < timeline.events().size()) {
            rows.add(event(timeline.events().get(next++)));
        }
        return rows;
    }

    private static TimelineRow event(Timeline.Event event) {
        return new TimelineRow(event.time(), Optional.empty(), Optional.of(event));
    }
}
