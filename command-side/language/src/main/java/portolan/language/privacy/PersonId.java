package portolan.language.privacy;

/// Whose key seals a value: `user:7`, `robot:3`, or `anonymous`.
public record PersonId(String value) {
  public static final PersonId ANONYMOUS = new PersonId("anonymous");

  @Override
  public String toString() {
    return value;
  }
}
