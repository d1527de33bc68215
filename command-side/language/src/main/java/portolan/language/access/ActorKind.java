package portolan.language.access;

/// What kind of caller acted.
public enum ActorKind {
  USER,
  ROBOT,
  /// A program that another identity provider stands for, for a while.
  WORKLOAD,
  ANONYMOUS,
  SYSTEM
}
