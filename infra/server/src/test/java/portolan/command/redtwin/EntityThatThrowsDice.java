package portolan.command.redtwin;

/// Red twin: decides otherwise whenever it is asked.
public class EntityThatThrowsDice {
  public boolean mayMove() {
    return Math.random() < 0.5;
  }
}
