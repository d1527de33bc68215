package portolan.language.access;

/// One action on one kind of resource, in Harbor's words: `repository` `push`.
public record Permission(String resource, String action) {
  @Override
  public String toString() {
    return resource + ":" + action;
  }
}
