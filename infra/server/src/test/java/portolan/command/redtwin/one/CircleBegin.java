package portolan.command.redtwin.one;

import portolan.command.redtwin.two.CircleEnd;

/// Red twin: one half of a circle.
public class CircleBegin {
  public CircleEnd next() {
    return new CircleEnd();
  }
}
