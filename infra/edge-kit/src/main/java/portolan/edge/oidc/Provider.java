package portolan.edge.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;

/// Speaks with an OIDC provider. Blocking; every answer is bounded in time and size, and nothing is
/// believed that is not signed by the provider for us.
///
/// Source: OpenID Connect Core 1.0, RFC 7636 (PKCE), by the Nimbus SDK.
final class Provider {
  private static final int MILLIS = 5_000;
  private static final int MOST_BYTES = 512 * 1024;

  private final OidcSettings settings;
  private final OIDCProviderMetadata metadata;
  private final Trust trust;
  private final Map<JWSAlgorithm, IDTokenValidator> validators = new ConcurrentHashMap<>();

  private Provider(OidcSettings settings, OIDCProviderMetadata metadata, Trust trust) {
    this.settings = settings;
    this.metadata = metadata;
    this.trust = trust;
  }

  /// What the provider says of itself under its address.
  static Provider discover(OidcSettings settings) throws ProviderFailure {
    var trust = new Trust(settings.verify());
    try {
      var issuer = new Issuer(settings.endpoint());
      var request =
          new HTTPRequest(HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(issuer));
      var response = bounded(request, trust).send();
      response.ensureStatusCode(200);
      var metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
      if (!metadata.getIssuer().getValue().equals(withoutSlash(metadata, settings.endpoint()))) {
        throw new ProviderFailure("the provider calls itself otherwise");
      }
      return new Provider(settings, metadata, trust);
    } catch (GeneralException | IOException | IllegalArgumentException e) {
      throw new ProviderFailure("the provider does not describe itself", e);
    }
  }

  /// Issuers are equal to the letter; a slash that an administrator typed too much or too little is
  /// forgiven.
  private static String withoutSlash(OIDCProviderMetadata metadata, String endpoint) {
    var issuer = metadata.getIssuer().getValue();
    var plain = endpoint.replaceAll("/+$", "");
    return issuer.endsWith("/") ? plain + "/" : plain;
  }

  /// Where the browser is sent to sign in.
  URI signIn(Pending pending, URI callback) {
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(settings.scopes().toArray(String[]::new)),
                client(),
                callback)
            .endpointURI(metadata.getAuthorizationEndpointURI())
            .state(new State(pending.state()))
            .nonce(new Nonce(pending.nonce()))
            .codeChallenge(new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256);
    settings.extra().forEach((name, value) -> request.customParameter(name, value));
    return request.build().toURI();
  }

  /// Who came back with a code.
  OidcPerson exchange(String code, Pending pending, URI callback) throws ProviderFailure {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), callback, new CodeVerifier(pending.verifier()));
    return person(tokens(grant), new Nonce(pending.nonce()));
  }

  /// The same person again, when the provider still stands for them.
  OidcPerson refresh(Secret refreshToken) throws ProviderFailure {
    return person(tokens(new RefreshTokenGrant(new RefreshToken(refreshToken.value()))), null);
  }

  /// Whose token this is, when it is genuine, for us, and good now.
  OutsideIdentity verified(String idToken) throws ProviderFailure {
    try {
      return identity(claims(JWTParser.parse(idToken), null));
    } catch (java.text.ParseException e) {
      throw new ProviderFailure("not a token", e);
    }
  }

  /// Where the browser is sent to end the provider's session too; empty when it has no such place.
  Optional<URI> signOut(String idToken, URI back) {
    var end = metadata.getEndSessionEndpointURI();
    if (end == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LogoutRequest(end, JWTParser.parse(idToken), back, null).toURI());
    } catch (java.text.ParseException e) {
      return Optional.of(end);
    }
  }

  /// Makes a refresh token worthless.
  void revoke(Secret refreshToken) throws ProviderFailure {
    var where = metadata.getRevocationEndpointURI();
    if (where == null) {
      return;
    }
    try {
      bounded(
              new TokenRevocationRequest(
                      where, authentication(), new RefreshToken(refreshToken.value()))
                  .toHTTPRequest(),
              trust)
          .send();
    } catch (IOException e) {
      throw new ProviderFailure("the token was not revoked", e);
    }
  }

  private OidcPerson person(OIDCTokens tokens, @Nullable Nonce nonce) throws ProviderFailure {
    var idToken = tokens.getIDToken();
    if (idToken == null) {
      throw new ProviderFailure("the provider gave no id token");
    }
    var verified = claims(idToken, nonce);
    var all = new HashMap<String, Object>(verified.toJSONObject());
    userInfo(tokens, verified.getSubject().getValue()).forEach(all::putIfAbsent);
    var refresh = tokens.getRefreshToken();
    return OidcPerson.of(
        identity(verified),
        all,
        settings,
        tokens.getIDTokenString(),
        refresh == null ? Optional.empty() : Optional.of(new Secret(refresh.getValue())),
        verified.getExpirationTime().toInstant());
  }

  /// What the provider says of the person beside the token; of nobody else.
  private Map<String, Object> userInfo(OIDCTokens tokens, String subject) throws ProviderFailure {
    var where = metadata.getUserInfoEndpointURI();
    if (where == null || tokens.getBearerAccessToken() == null) {
      return Map.of();
    }
    try {
      var request = new UserInfoRequest(where, tokens.getBearerAccessToken()).toHTTPRequest();
      var response = UserInfoResponse.parse(bounded(request, trust).send());
      if (!response.indicatesSuccess()) {
        return Map.of();
      }
      var info = response.toSuccessResponse().getUserInfo();
      if (info == null) {
        return Map.of();
      }
      if (!info.getSubject().getValue().equals(subject)) {
        throw new ProviderFailure("the provider speaks of somebody else");
      }
      return info.toJSONObject();
    } catch (IOException | ParseException e) {
      return Map.of();
    }
  }

  private OIDCTokens tokens(AuthorizationGrant grant) throws ProviderFailure {
    try {
      var request =
          new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(), grant)
              .build()
              .toHTTPRequest();
      var response = OIDCTokenResponseParser.parse(bounded(request, trust).send());
      if (!response.indicatesSuccess()) {
        throw new ProviderFailure("the provider gave no tokens");
      }
      return (OIDCTokens) response.toSuccessResponse().getTokens();
    } catch (IOException | ParseException | ClassCastException e) {
      throw new ProviderFailure("the provider gave no tokens", e);
    }
  }

  private IDTokenClaimsSet claims(JWT token, @Nullable Nonce nonce) throws ProviderFailure {
    try {
      var algorithm = JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
      if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
        throw new ProviderFailure("the id token is not signed by a key pair");
      }
      var validator = validators.get(algorithm);
      if (validator == null) {
        validator = validator(algorithm);
        validators.put(algorithm, validator);
      }
      return validator.validate(token, nonce);
    } catch (com.nimbusds.jose.proc.BadJOSEException
        | com.nimbusds.jose.JOSEException
        | java.net.MalformedURLException e) {
      throw new ProviderFailure("the id token is not good", e);
    }
  }

  /// Remembers the provider's keys.
  private IDTokenValidator validator(JWSAlgorithm algorithm) throws java.net.MalformedURLException {
    var keys =
        new DefaultResourceRetriever(
            MILLIS, MILLIS, MOST_BYTES, true, trust.sockets().orElse(null));
    return new IDTokenValidator(
        metadata.getIssuer(), client(), algorithm, metadata.getJWKSetURI().toURL(), keys);
  }

  private static OutsideIdentity identity(IDTokenClaimsSet claims) {
    return new OutsideIdentity(claims.getIssuer().getValue(), claims.getSubject().getValue());
  }

  private ClientAuthentication authentication() {
    var secret = new com.nimbusds.oauth2.sdk.auth.Secret(settings.clientSecret().value());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(client(), secret)
        : new ClientSecretPost(client(), secret);
  }

  private ClientID client() {
    return new ClientID(settings.clientId());
  }

  private static HTTPRequest bounded(HTTPRequest request, Trust trust) {
    request.setConnectTimeout(MILLIS);
    request.setReadTimeout(MILLIS);
    request.setFollowRedirects(false);
    trust.apply(request);
    return request;
  }
}
