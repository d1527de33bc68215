package portolan.language.visit;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A group of visits was written to their log, and is sealed by this.
///
/// @param group names it, unique
/// @param size how many entries it has
/// @param root the RFC 6962 Merkle tree hash over the entries' lines, in hexadecimal
@EventName("visits-recorded")
public record VisitsRecorded(String group, int size, String root) implements Event {}
