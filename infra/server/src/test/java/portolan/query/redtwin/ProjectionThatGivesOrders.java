package portolan.query.redtwin;

import portolan.language.message.Command;

/// Red twin: would order everything again at each rebuild.
public class ProjectionThatGivesOrders {
  public void send(Command<?> command) {}
}
