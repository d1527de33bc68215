package portolan.edge.uaa;

import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;
import portolan.language.user.Secret;

/// Where the UAA is, and as which client the registry asks it.
///
/// @param endpoint its address, without the path of a resource
record UaaSettings(String endpoint, String clientId, Secret clientSecret, boolean verify) {

  static UaaSettings of(Configuration settings, Secret clientSecret) {
    return new UaaSettings(
        settings.text(Setting.UAA_ENDPOINT).strip().replaceAll("/+$", ""),
        settings.text(Setting.UAA_CLIENT_ID),
        clientSecret,
        settings.truth(Setting.UAA_VERIFY_CERT));
  }
}
