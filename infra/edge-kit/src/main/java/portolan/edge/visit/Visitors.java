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
  private volatile ConcurrentMap<Deed, Tally> pulls = new ConcurrentHashMap<>();
  private final ConcurrentMap<Deed, Tally> refusals = new ConcurrentHashMap<>();
  private List<Visit> unwritten = new ArrayList<>();
  private volatile @Nullable Instant failing;

  /// @param keep writes a group durably, on the caller's thread, or throws
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

  private static final class Tally {
    private final Instant first;
    private final String requestId;
    private final LongAdder times = new LongAdder();

    private Tally(Instant first, String requestId) {
      this.first = first;
      this.requestId = requestId;
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
    var tally = deeds.get(deed);
    if (tally == null) {
      tally = deeds.computeIfAbsent(deed, _ -> new Tally(clock.instant(), requestId));
    }
    tally.times.increment();
  }

  /// Writes what was done. One thread at a time.
  public void writeDone() {
    var done = pulls;
    pulls = new ConcurrentHashMap<>();
    write(visits(done, true));
  }

  /// Writes what was refused, and what was done. One thread at a time.
  public void writeAll() {
    var refused = new ConcurrentHashMap<>(refusals);
    refusals.keySet().removeAll(refused.keySet());
    var visits = visits(refused, false);
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
      while (!unwritten.isEmpty()) {
        int size = Math.min(LARGEST_GROUP, unwritten.size());
        var group = UUID.randomUUID().toString();
        keep.accept(new RecordVisits(group, unwritten.subList(0, size)));
        unwritten = new ArrayList<>(unwritten.subList(size, unwritten.size()));
      }
      failing = null;
    } catch (RuntimeException e) {
      if (failing == null) {
        failing = clock.instant();
        LOG.error("visits cannot be recorded", e);
      }
    }
  }

  private List<Visit> visits(ConcurrentMap<Deed, Tally> deeds, boolean allowed) {
    var visits = new ArrayList<Visit>(deeds.size() + 1);
    deeds.forEach((deed, tally) -> visits.add(visit(deed, tally, allowed)));
    return visits;
  }

  private Visit visit(Deed deed, Tally tally, boolean allowed) {
    return new Visit(
        tally.first,
        (int) Math.clamp(tally.times.sum(), 1, Integer.MAX_VALUE),
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
