package portolan.edge.oidc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.edge.identity.Admission;
import portolan.edge.outside.Hearsay;
import portolan.language.group.GroupKind;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;

/// A person whom the provider has just described.
///
/// @param name as the provider calls them, blanks as underscores; may be empty
/// @param idToken shows to the provider whose session ends
/// @param goodUntil until when the provider's word holds
public record OidcPerson(
    OutsideIdentity identity,
    String name,
    String email,
    List<String> groups,
    boolean administrator,
    String idToken,
    Optional<Secret> refreshToken,
    Instant goodUntil) {

  static OidcPerson of(
      OutsideIdentity identity,
      Map<String, Object> claims,
      OidcSettings settings,
      String idToken,
      Optional<Secret> refreshToken,
      Instant goodUntil) {
    var all = texts(claims.get(settings.groupsClaim()));
    var claim = settings.userClaim().isEmpty() ? "name" : settings.userClaim();
    return new OidcPerson(
        identity,
        Hearsay.text(text(claims.get(claim)).strip().replaceAll("\\s+", "_")),
        Hearsay.text(text(claims.get("email"))),
        settings.filtered(all),
        !settings.adminGroup().isEmpty() && all.contains(settings.adminGroup()),
        idToken,
        refreshToken,
        goodUntil);
  }

  /// The same person under the name that they chose here.
  public Admission.Arrival arriving(String chosen) {
    return new Admission.Arrival(
        chosen, email, chosen, GroupKind.OIDC, groups, administrator, Optional.of(identity));
  }

  /// The same, with a token that the provider did not give anew.
  OidcPerson keeping(Secret token) {
    return new OidcPerson(
        identity, name, email, groups, administrator, idToken, Optional.of(token), goodUntil);
  }

  private static String text(@Nullable Object claim) {
    return claim instanceof String text ? text : "";
  }

  /// One text or a list of texts.
  private static List<String> texts(@Nullable Object claim) {
    var texts = new ArrayList<String>();
    if (claim instanceof Iterable<?> many) {
      many.forEach(one -> texts.add(Hearsay.text(text(one))));
    } else {
      texts.add(Hearsay.text(text(claim)));
    }
    return texts.stream().filter(it -> !it.isEmpty() && it.length() <= 255).distinct().toList();
  }

  @Override
  public String toString() {
    return "OidcPerson[" + identity.issuer() + "]";
  }
}
