package portolan.query;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;

import java.util.List;
import portolan.query.follow.Table;

/// What things are or were called. A name outlives its thing.
public final class KnownNames {
  public static final String PROJECT = "project";
  public static final String REPOSITORY = "repository";
  public static final String WORKLOAD = "workload";
  public static final String ROBOT = "robot";

  public static final Table TABLE =
      new Table("known_name", List.of(text("kind"), integer("id")), List.of(text("name")));

  private KnownNames() {}
}
