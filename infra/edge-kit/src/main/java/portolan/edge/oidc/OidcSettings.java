package portolan.edge.oidc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;
import portolan.language.user.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Where the provider is and what is taken from it.
///
/// @param userClaim the claim that people are called by; empty for `name`
/// @param extra parameters for the provider's sign-in page
public record OidcSettings(
    String endpoint,
    String clientId,
    Secret clientSecret,
    List<String> scopes,
    String userClaim,
    String groupsClaim,
    String groupFilter,
    String adminGroup,
    boolean verify,
    boolean autoOnboard,
    boolean logout,
    Map<String, String> extra) {

  static OidcSettings of(Configuration settings, Secret clientSecret) {
    return new OidcSettings(
        settings.text(Setting.OIDC_ENDPOINT),
        settings.text(Setting.OIDC_CLIENT_ID),
        clientSecret,
        scopes(settings.text(Setting.OIDC_SCOPE)),
        settings.text(Setting.OIDC_USER_CLAIM),
        settings.text(Setting.OIDC_GROUPS_CLAIM),
        settings.text(Setting.OIDC_GROUP_FILTER),
        settings.text(Setting.OIDC_ADMIN_GROUP),
        settings.truth(Setting.OIDC_VERIFY_CERT),
        settings.truth(Setting.OIDC_AUTO_ONBOARD),
        settings.truth(Setting.OIDC_LOGOUT),
        extra(settings.text(Setting.OIDC_EXTRA_REDIRECT_PARMS)));
  }

  /// The groups that are taken over; all when there is no filter, none when it is no expression.
  List<String> filtered(List<String> groups) {
    if (groupFilter.isEmpty()) {
      return groups;
    }
    try {
      var filter = Pattern.compile(groupFilter).asPredicate();
      return groups.stream().filter(filter).toList();
    } catch (PatternSyntaxException e) {
      return List.of();
    }
  }

  private static List<String> scopes(String text) {
    var scopes = new ArrayList<String>();
    for (var scope : text.split("[,\\s]+")) {
      if (!scope.isEmpty()) {
        scopes.add(scope);
      }
    }
    if (!scopes.contains("openid")) {
      scopes.addFirst("openid");
    }
    return List.copyOf(scopes);
  }

  private static Map<String, String> extra(String json) {
    try {
      return JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  @Override
  public String toString() {
    return "OidcSettings[" + endpoint + "]";
  }
}
