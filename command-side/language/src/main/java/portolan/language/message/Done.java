package portolan.language.message;

/// The answer of a command that has nothing more to say.
public enum Done {
  DONE
}
