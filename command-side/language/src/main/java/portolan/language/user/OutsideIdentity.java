package portolan.language.user;

/// Who a person is at an OIDC provider.
///
/// @param issuer the provider
/// @param subject the person's name there, which never changes and nobody else gets
public record OutsideIdentity(String issuer, String subject) {
  @Override
  public String toString() {
    return "OutsideIdentity[" + issuer + "]";
  }
}
