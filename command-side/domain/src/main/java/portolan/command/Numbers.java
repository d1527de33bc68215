package portolan.command;

/// Draws numbers that are never drawn again, also when the transaction fails.
public interface Numbers {

  int next(Kind kind);

  /// What is numbered, each kind by itself. Artifacts and tags get theirs from the inventory.
  enum Kind {
    PROJECT,
    MEMBERSHIP,
    REPOSITORY,
    USER,
    USER_GROUP,
    ROBOT,
    LABEL,
    IMMUTABLE_RULE,
    TRUST_RULE,
    EXCHANGE,
    CUSTOM_ROLE,
    REPOSITORY_GRANT
  }
}
