package portolan.language.event;

import java.time.Instant;

/// An event as it stands in the log.
///
/// @param stream the stream it belongs to, such as `Tag:12:latest`
/// @param sequence its number in that stream, from 0
public record Recorded(
    Position position, Instant at, String stream, long sequence, Envelope envelope, Event event) {}
