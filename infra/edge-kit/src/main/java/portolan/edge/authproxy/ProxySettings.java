package portolan.edge.authproxy;

import java.util.Arrays;
import java.util.List;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;

/// Where the authentication proxy is, and whom it makes an administrator.
///
/// @param certificate PEM to believe alone; empty for the machine's
record ProxySettings(
    String endpoint,
    String reviewEndpoint,
    List<String> adminGroups,
    List<String> adminNames,
    boolean verify,
    String certificate) {

  static ProxySettings of(Configuration settings) {
    return new ProxySettings(
        settings.text(Setting.HTTP_AUTHPROXY_ENDPOINT),
        settings.text(Setting.HTTP_AUTHPROXY_TOKENREVIEW_ENDPOINT),
        list(settings.text(Setting.HTTP_AUTHPROXY_ADMIN_GROUPS)),
        list(settings.text(Setting.HTTP_AUTHPROXY_ADMIN_USERNAMES)),
        settings.truth(Setting.HTTP_AUTHPROXY_VERIFY_CERT),
        settings.text(Setting.HTTP_AUTHPROXY_SERVER_CERTIFICATE));
  }

  boolean administrates(String name, List<String> groups) {
    return adminNames.contains(name) || groups.stream().anyMatch(adminGroups::contains);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
