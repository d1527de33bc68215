package portolan.command.redtwin.two;

import portolan.command.redtwin.one.CircleBegin;

/// Red twin: the other half of a circle.
public class CircleEnd {
  public CircleBegin next() {
    return new CircleBegin();
  }
}
