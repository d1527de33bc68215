package portolan.language.access;

import portolan.language.privacy.PersonId;

/// Who acts, by id: the name is personal data and is looked up when shown.
public record Actor(ActorKind kind, int id) {
  public static final Actor ANONYMOUS = new Actor(ActorKind.ANONYMOUS, 0);
  public static final Actor SYSTEM = new Actor(ActorKind.SYSTEM, 0);

  public static Actor user(int id) {
    return new Actor(ActorKind.USER, id);
  }

  public static Actor robot(int id) {
    return new Actor(ActorKind.ROBOT, id);
  }

  public static Actor workload(int id) {
    return new Actor(ActorKind.WORKLOAD, id);
  }

  /// Reads `USER:7`.
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    return new Actor(
        ActorKind.valueOf(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  /// Under whose key this actor's personal data is sealed.
  public PersonId person() {
    return switch (kind) {
      case USER -> new PersonId("user:" + id);
      case ROBOT -> new PersonId("robot:" + id);
      case WORKLOAD -> new PersonId("workload:" + id);
      case ANONYMOUS, SYSTEM -> PersonId.ANONYMOUS;
    };
  }

  @Override
  public String toString() {
    return kind + ":" + id;
  }
}
