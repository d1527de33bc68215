package portolan.language.project;

/// Who is a member: a user or a group, by id.
public record Member(Kind kind, int id) {
  /// What may be a member.
  public enum Kind {
    USER,
    GROUP
  }
}
