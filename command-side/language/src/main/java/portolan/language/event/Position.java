package portolan.language.event;

/// A place in the log: the global index of an event. Every event up to it, and none after it, is
/// meant.
public record Position(long index) implements Comparable<Position> {
  public static final Position START = new Position(0);

  @Override
  public int compareTo(Position other) {
    return Long.compare(index, other.index);
  }
}
