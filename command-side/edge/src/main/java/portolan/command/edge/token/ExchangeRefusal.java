package portolan.command.edge.token;

import java.util.Map;

/// Why a token is not exchanged, in OAuth's words.
///
/// Source: RFC 6749, section 5.2; RFC 8693, section 2.2.2.
final class ExchangeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String words;

  private ExchangeRefusal(String code, String words) {
    super(words);
    this.code = code;
    this.words = words;
  }

  static ExchangeRefusal request(String words) {
    return new ExchangeRefusal("invalid_request", words);
  }

  static ExchangeRefusal grantType() {
    return new ExchangeRefusal("unsupported_grant_type", "tokens are exchanged here");
  }

  static ExchangeRefusal scope(String words) {
    return new ExchangeRefusal("invalid_scope", words);
  }

  /// The same for every reason: nobody is to learn which projects trust whom.
  static ExchangeRefusal untrusted() {
    return request("no rule of this project trusts this token");
  }

  /// As the body of an answer.
  Map<String, String> body() {
    return Map.of("error", code, "error_description", words);
  }
}
