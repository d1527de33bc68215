package portolan.language.tag;

/// What a tag moved or went with.
public enum Occasion {
  /// Something was pushed under it.
  PUSH,
  /// What it pointed at was deleted.
  DELETION
}
