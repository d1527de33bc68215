package portolan.edge.visit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import portolan.edge.identity.Caller;
import portolan.language.access.Actor;
import portolan.language.visit.Visit;

/// Notes that robots call, for each robot and address once a minute: so often as one wants to know,
/// and so seldom that nobody pays for it.
public final class RobotUses {
  private static final Duration PACE = Duration.ofMinutes(1);
  private static final int MOST = 10_000;
  private static final Visit.Effect NOT_SHOWN = new Visit.Effect(false, false, false);

  private record Use(Actor robot, String address) {}

  private final Visitors visitors;
  private final Cache<Use, Boolean> noted;

  public RobotUses(Visitors visitors) {
    this(visitors, Ticker.systemTicker());
  }

  RobotUses(Visitors visitors, Ticker ticker) {
    this.visitors = visitors;
    this.noted =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PACE).ticker(ticker).build();
  }

  /// A robot made a request.
  public void note(Caller caller) {
    var use = new Use(caller.actor(), caller.address());
    if (noted.getIfPresent(use) == null && noted.asMap().putIfAbsent(use, true) == null) {
      visitors.done(
          new Visitors.Deed(
              caller.actor(),
              caller.authentication(),
              "use",
              "robot",
              "",
              caller.actor().id(),
              null,
              null,
              caller.address(),
              caller.agent(),
              NOT_SHOWN),
          caller.requestId());
    }
  }
}
