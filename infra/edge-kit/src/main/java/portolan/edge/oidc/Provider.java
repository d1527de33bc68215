package portolan.edge.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
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
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
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
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.edge.outside.BoundedWeb;
import portolan.edge.outside.Certificates;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;

/// Speaks with an OIDC provider. Blocking; every answer is bounded in time and size, and nothing is
/// believed that is not signed by the provider for us. Its keys are fetched again when a token
/// names one that is not there, at most twice in [#PACE], whatever tokens come.
///
/// Source: OpenID Connect Core 1.0, RFC 7636 (PKCE), by the Nimbus SDK.
final class Provider {
  private static final int LONGEST = 16 * 1024;
  private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PACE = Duration.ofSeconds(30);

  /// By which clocks may differ, as the SDK has it.
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final OidcSettings settings;
  private final OIDCProviderMetadata metadata;
  private final HTTPRequestSender sender;
  private final IDTokenValidator validator;

  private Provider(OidcSettings settings, OIDCProviderMetadata metadata, BoundedWeb web)
      throws MalformedURLException {
    this.settings = settings;
    this.metadata = metadata;
    this.sender = new ProviderQuestions(web);
    this.validator =
        new IDTokenValidator(metadata.getIssuer(), client(), keys(metadata, web), null);
  }

  /// Finds out how a provider is spoken to.
  static Provider discover(OidcSettings settings) throws ProviderFailure {
    if (settings.clientId().isBlank()) {
      throw new ProviderFailure("no client of the provider is set");
    }
    var web = BoundedWeb.believing(new Certificates(settings.verify()));
    try {
      return new Provider(settings, described(settings, web), web);
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new ProviderFailure("the provider does not say where its keys are", e);
    }
  }

  /// Whether a provider describes itself under its address; fails when it does not.
  static void probe(OidcSettings settings) throws ProviderFailure {
    described(settings, BoundedWeb.believing(new Certificates(settings.verify())));
  }

  private static OIDCProviderMetadata described(OidcSettings settings, BoundedWeb web)
      throws ProviderFailure {
    try {
      var issuer = new Issuer(settings.endpoint());
      var request =
          new HTTPRequest(HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(issuer));
      var response = request.send(new ProviderQuestions(web));
      response.ensureStatusCode(200);
      var metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
      if (!metadata.getIssuer().getValue().equals(withoutSlash(metadata, settings.endpoint()))) {
        throw new ProviderFailure("the provider calls itself otherwise");
      }
      return metadata;
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
  OutsideIdentity verified(JWT idToken) throws ProviderFailure {
    return identity(claims(idToken, null));
  }

  /// A token as far as it can be told without asking anybody.
  static JWT parsed(String idToken) throws ProviderFailure {
    if (idToken.length() > LONGEST) {
      throw new ProviderFailure("the token is too long");
    }
    try {
      var token = JWTParser.parse(idToken);
      requireKeyPair(token);
      return token;
    } catch (java.text.ParseException | IllegalArgumentException e) {
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
      new TokenRevocationRequest(where, authentication(), new RefreshToken(refreshToken.value()))
          .toHTTPRequest()
          .send(sender);
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
      var response = UserInfoResponse.parse(request.send(sender));
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
      var response = OIDCTokenResponseParser.parse(request.send(sender));
      if (!response.indicatesSuccess()) {
        throw new ProviderFailure("the provider gave no tokens");
      }
      return (OIDCTokens) response.toSuccessResponse().getTokens();
    } catch (IOException | ParseException | ClassCastException e) {
      throw new ProviderFailure("the provider gave no tokens", e);
    }
  }

  private IDTokenClaimsSet claims(JWT token, @Nullable Nonce nonce) throws ProviderFailure {
    requireKeyPair(token);
    try {
      var claims = validator.validate(token, nonce);
      requireForUsNow(claims);
      return claims;
    } catch (BadJOSEException | JOSEException e) {
      throw new ProviderFailure("the id token is not good", e);
    }
  }

  /// The SDK asks neither who was given a token for us, nor from when on it is good.
  private void requireForUsNow(IDTokenClaimsSet claims) throws ProviderFailure {
    var party = claims.getAuthorizedParty();
    if (party != null && !party.getValue().equals(settings.clientId())) {
      throw new ProviderFailure("the id token was given to another program");
    }
    var begin = claims.getDateClaim("nbf");
    if (begin != null && begin.toInstant().isAfter(Instant.now().plus(SKEW))) {
      throw new ProviderFailure("the id token is not good yet");
    }
  }

  /// Only what is signed by a key pair counts, so that nobody signs with a secret that is none, or
  /// with a public key taken for one.
  private static void requireKeyPair(JWT token) throws ProviderFailure {
    var algorithm = token.getHeader().getAlgorithm();
    if (!(token instanceof SignedJWT) || !JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
      throw new ProviderFailure("the id token is not signed by a key pair");
    }
  }

  private static JWSVerificationKeySelector<SecurityContext> keys(
      OIDCProviderMetadata metadata, BoundedWeb web) throws MalformedURLException {
    var keys =
        JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), web)
            .cache(KEYS_KEPT.toMillis(), PATIENCE.toMillis())
            .refreshAheadCache(false)
            .rateLimited(PACE.toMillis())
            .build();
    return new JWSVerificationKeySelector<>(JWSAlgorithm.Family.SIGNATURE, keys);
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
}
