package portolan.query.group;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupRenamed;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds the groups that are known.
public final class GroupList implements Projection {
  static final Table GROUP =
      new Table(
          "user_group",
          List.of(integer("id")),
          List.of(text("name"), text("kind"), text("ldap_dn")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case GroupCreated e ->
          changes.put(GROUP, e.group().value(), e.name(), e.kind().name(), e.ldapDn());
      case GroupRenamed e -> changes.set(GROUP, List.of(e.group().value()), "name", e.to());
      case GroupDeleted e -> changes.remove(GROUP, List.of(e.group().value()));
      default -> {}
    }
  }
}
