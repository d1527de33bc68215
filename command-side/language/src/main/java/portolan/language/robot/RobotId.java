package portolan.language.robot;

/// A robot's number.
public record RobotId(int value) {
  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
