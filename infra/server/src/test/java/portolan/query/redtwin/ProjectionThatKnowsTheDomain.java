package portolan.query.redtwin;

import portolan.command.tag.Tag;

/// Red twin: a view that would have to be rebuilt whenever the domain's code changes.
public class ProjectionThatKnowsTheDomain {
  public Class<?> entity() {
    return Tag.class;
  }
}
