package portolan.query.redtwin;

import java.util.UUID;
import portolan.language.event.Recorded;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;

/// Red twin: a rebuild would give other rows.
public class ProjectionThatDrawsAnId implements Projection {
  public UUID id = UUID.randomUUID();

  @Override
  public void on(Recorded recorded, Changes changes) {}
}
