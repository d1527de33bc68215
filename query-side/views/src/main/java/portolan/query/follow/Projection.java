package portolan.query.follow;

import portolan.language.event.Recorded;

/// Turns events into row changes. Plain and repeatable: it reads no clock, draws no number, asks
/// nobody but a [portolan.language.privacy.Vault], and holds nothing from one event to the next.
public interface Projection {
  void on(Recorded recorded, Changes changes);
}
