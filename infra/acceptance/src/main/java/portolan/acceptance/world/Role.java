package portolan.acceptance.world;

/// The roles of a project, with Harbor's numbers.
public enum Role {
  PROJECT_ADMIN(1),
  DEVELOPER(2),
  GUEST(3),
  MAINTAINER(4),
  LIMITED_GUEST(5);

  private final int id;

  Role(int id) {
    this.id = id;
  }

  public int id() {
    return id;
  }
}
