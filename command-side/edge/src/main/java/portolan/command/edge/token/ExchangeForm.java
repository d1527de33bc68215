package portolan.command.edge.token;

import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import portolan.edge.token.RequestedScope;
import portolan.language.oci.ProjectName;
import portolan.language.refusal.RefusedException;

/// What a workload asks for.
///
/// Source: RFC 8693, section 2.1.
///
/// @param subjectToken what its identity provider gave it
/// @param project the audience: the project that the access is for
/// @param scopes narrow the access; none asks for all
record ExchangeForm(String subjectToken, ProjectName project, List<RequestedScope> scopes) {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String TYPE = "urn:ietf:params:oauth:token-type:";
  static final String ACCESS_TOKEN = TYPE + "access_token";
  private static final Set<String> SUBJECT_TYPES =
      Set.of(TYPE + "id_token", TYPE + "jwt", ACCESS_TOKEN);
  private static final Set<String> REQUESTED_TYPES = Set.of(ACCESS_TOKEN, TYPE + "jwt");

  static ExchangeForm of(MultiValueMap<String, String> form) {
    if (!EXCHANGE.equals(one(form, "grant_type"))) {
      throw ExchangeRefusal.grantType();
    }
    if (!SUBJECT_TYPES.contains(one(form, "subject_token_type"))) {
      throw ExchangeRefusal.request("subject_token_type must be id_token, jwt or access_token");
    }
    var wanted = form.getFirst("requested_token_type");
    if (wanted != null && !REQUESTED_TYPES.contains(wanted)) {
      throw ExchangeRefusal.request("requested_token_type must be access_token or jwt");
    }
    if (form.containsKey("actor_token")) {
      throw ExchangeRefusal.request("nobody acts for another here");
    }
    return new ExchangeForm(
        one(form, "subject_token"), project(one(form, "audience")), scopes(form));
  }

  private static ProjectName project(String audience) {
    if (!ProjectName.isValid(audience)) {
      throw ExchangeRefusal.request("audience must be the name of a project");
    }
    return new ProjectName(audience);
  }

  private static List<RequestedScope> scopes(MultiValueMap<String, String> form) {
    try {
      var given = form.getFirst("scope");
      return given == null ? List.of() : RequestedScope.parse(List.of(given));
    } catch (RefusedException e) {
      throw ExchangeRefusal.scope("a scope has the form repository:project/name:pull,push");
    }
  }

  /// OAuth takes no parameter twice.
  private static String one(MultiValueMap<String, String> form, String name) {
    var values = form.get(name);
    if (values == null || values.size() != 1 || values.getFirst().isBlank()) {
      throw ExchangeRefusal.request(name + " must be given once");
    }
    return values.getFirst();
  }
}
