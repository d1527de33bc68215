package portolan.edge.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.Refusal;
import portolan.language.visit.RecordVisits;
import portolan.language.visit.Visit;

/// What visitors have done since the last group was written. The same thing done by the same
/// visitor becomes one entry with a number of times.
///
/// A pull is never dropped: when the log cannot be written for a minute, [#requireRoom] fails. Of
/// refusals, which anybody can cause, at most [#MOST_REFUSALS] become entries of their own in a
/// group; all others are counted in one.
public final class Visitors {
  static final int MOST_REFUSALS = 100;
  private static final int LARGEST_GROUP = 1_000;
  private static final int MOST_PENDING = 50_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);

  private final Consumer<RecordVisits> keep;
  private final Vault vault;
  private final Clock clock;
  private final LongAdder turnedAway = new LongAdder();
  private final ConcurrentMap<Deed, Tally> pulls = new ConcurrentHashMap<>();
  private final ConcurrentMap<Deed, Tally> refusals = new ConcurrentHashMap<>();
  private List<Visit> unwritten = new ArrayList<>();

  /// The group that is being written, until it is known to stand: when its outcome was lost, the
  /// same group is tried again, so that it is recognised.
  private @Nullable RecordVisits begun;

  private volatile @Nullable Instant failing;

  /// @param keep writes a group durably, on the caller's thread, or throws; does nothing with a
  ///   group that it has written already
  public Visitors(Consumer<RecordVisits> keep, Vault vault, Clock clock) {
    this.keep = keep;
    this.vault = vault;
    this.clock = clock;
  }

  /// Something that is done; equal when nobody would tell two apart.
  ///
  /// @param claimed a name that was not proven
  public record Deed(
      Actor actor,
      String authentication,
      String operation,
      String resourceType,
      String resource,
      @Nullable Integer resourceId,
      Visit.@Nullable Place place,
      @Nullable String claimed,
      String address,
      String agent,
      Visit.Effect effect) {}

  private record Tally(Instant first, String requestId, int times) {
    Tally once() {
      return new Tally(first, requestId, Math.min(times, Integer.MAX_VALUE - 1) + 1);
    }
  }

  /// Fails with [Refusal.Unavailable] when what is done could not be kept for too long.
  public void requireRoom() {
    var since = failing;
    if (since != null && since.plus(PATIENCE).isBefore(clock.instant())
        || pulls.size() > MOST_PENDING) {
      throw new Refusal.Unavailable("pulls cannot be recorded").asException();
    }
  }

  /// Something was done that is allowed.
  public void done(Deed deed, String requestId) {
    count(pulls, deed, requestId);
  }

  /// Something was refused.
  public void refused(Deed deed, String requestId) {
    if (refusals.size() < MOST_REFUSALS || refusals.containsKey(deed)) {
      count(refusals, deed, requestId);
    } else {
      turnedAway.increment();
    }
  }

  private void count(ConcurrentMap<Deed, Tally> deeds, Deed deed, String requestId) {
    deeds.compute(
        deed,
        (_, tally) -> tally == null ? new Tally(clock.instant(), requestId, 1) : tally.once());
  }

  /// Writes what was done. One thread at a time.
  public void writeDone() {
    write(taken(pulls, true));
  }

  /// Writes what was refused, and what was done. One thread at a time.
  public void writeAll() {
    var visits = taken(refusals, false);
    int others = (int) Math.min(Integer.MAX_VALUE, turnedAway.sumThenReset());
    if (others > 0) {
      visits.add(others(others));
    }
    write(visits);
    writeDone();
  }

  private void write(List<Visit> fresh) {
    unwritten.addAll(fresh);
    try {
      for (var group = group(); group != null; group = group()) {
        keep.accept(group);
        begun = null;
      }
      failing = null;
    } catch (RuntimeException e) {
      if (failing == null) {
        failing = clock.instant();
        LOG.error("visits cannot be recorded", e);
      }
    }
  }

  private @Nullable RecordVisits group() {
    if (begun == null && !unwritten.isEmpty()) {
      int size = Math.min(LARGEST_GROUP, unwritten.size());
      begun = new RecordVisits(UUID.randomUUID().toString(), unwritten.subList(0, size));
      unwritten = new ArrayList<>(unwritten.subList(size, unwritten.size()));
    }
    return begun;
  }

  /// Counting and taking are atomic for each deed: what is counted while this runs is in what is
  /// taken, or is left for the next time.
  private List<Visit> taken(ConcurrentMap<Deed, Tally> deeds, boolean allowed) {
    var visits = new ArrayList<Visit>(deeds.size() + 1);
    for (var deed : deeds.keySet()) {
      var tally = deeds.remove(deed);
      if (tally != null) {
        visits.add(visit(deed, tally, allowed));
      }
    }
    return visits;
  }

  private Visit visit(Deed deed, Tally tally, boolean allowed) {
    return new Visit(
        tally.first,
        tally.times,
        deed.actor,
        deed.authentication,
        deed.operation,
        deed.resourceType,
        deed.resource,
        deed.resourceId,
        deed.place,
        sealed(deed.actor, deed.claimed),
        allowed,
        tally.requestId,
        sealed(deed.actor, deed.address),
        sealed(deed.actor, deed.agent),
        deed.effect);
  }

  private Visit others(int times) {
    return new Visit(
        clock.instant(),
        times,
        new Actor(ActorKind.ANONYMOUS, 0),
        "none",
        "refused",
        "others",
        "",
        null,
        null,
        null,
        false,
        "",
        null,
        null,
        Visit.Effect.ALL);
  }

  private @Nullable Sealed sealed(Actor actor, @Nullable String text) {
    return text == null || text.isEmpty() ? null : vault.seal(actor.person(), text);
  }
}
