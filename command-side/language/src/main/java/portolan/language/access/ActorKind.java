package portolan.language.access;

/// What kind of caller acted.
public enum ActorKind {
  USER,
  ROBOT,
  ANONYMOUS,
  SYSTEM
}
