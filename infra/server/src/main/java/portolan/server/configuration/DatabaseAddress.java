package portolan.server.configuration;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.server.CannotStart;

/// Where the database is and who may enter.
///
/// @param parameters of the URL, such as `sslmode`
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {
  private static final String FORM =
      "Give it as postgresql://user:password@host:port/database (PORTOLAN_POSTGRES_URL).";

  /// Reads `postgresql://user:password@host:port/database?sslmode=require`; `postgres://` and
  /// `jdbc:postgresql://` are understood as well.
  ///
  /// @throws CannotStart when it is no such address
  public static DatabaseAddress parse(
      String url, @Nullable String user, @Nullable String password) {
    var uri = uri(url.startsWith("jdbc:") ? url.substring(5) : url);
    var parameters = parameters(uri.getRawQuery());
    var credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    var colon = credentials.indexOf(':');
    return new DatabaseAddress(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decoded(uri.getPath().substring(1)),
        first(
            decoded(colon < 0 ? credentials : credentials.substring(0, colon)),
            parameters.remove("user"),
            user),
        first(
            colon < 0 ? null : decoded(credentials.substring(colon + 1)),
            parameters.remove("password"),
            password),
        parameters);
  }

  private static URI uri(String url) {
    try {
      var uri = URI.create(url);
      var postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (postgres && uri.getHost() != null && uri.getPath().length() > 1) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new CannotStart("The address of the database cannot be read.", FORM, e);
    }
    throw new CannotStart("The address of the database is not one of PostgreSQL.", FORM);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    var parameters = new TreeMap<String, String>();
    for (var part : query == null ? new String[0] : query.split("&", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String first(@Nullable String... candidates) {
    for (var candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return candidate;
      }
    }
    return "";
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  public String jdbcUrl() {
    var query = new StringBuilder();
    parameters.forEach(
        (k, v) -> query.append(query.isEmpty() ? '?' : '&').append(k).append('=').append(v));
    return "jdbc:postgresql://" + host + ":" + port + "/" + database + query;
  }

  /// The same without the password.
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
