package portolan.query.configuration;

import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Recorded;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds every setting that somebody has set. Secrets never come here.
public final class SettingList implements Projection {
  static final Table SETTING = new Table("setting", List.of(text("key")), List.of(text("value")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    if (recorded.event() instanceof SettingChanged changed) {
      changes.put(SETTING, changed.key(), changed.to());
    }
  }
}
