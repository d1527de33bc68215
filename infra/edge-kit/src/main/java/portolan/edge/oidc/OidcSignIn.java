package portolan.edge.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portolan.edge.identity.Caller;
import portolan.edge.identity.PersonNames;
import portolan.edge.session.OwnPaths;
import portolan.edge.session.ShortMemory;
import portolan.language.refusal.Refusal;
import portolan.language.user.Account;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A browser's way through a provider's sign-in. What is remembered on the way belongs to the one
/// browser that began it, and is good once.
public final class OidcSignIn {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String CALLBACK = "/c/oidc/callback";

  private final OidcProvider provider;
  private final ShortMemory memory;

  public OidcSignIn(OidcProvider provider, ShortMemory memory) {
    this.provider = provider;
    this.memory = memory;
  }

  /// How a sign-in went on.
  public sealed interface Outcome {}

  /// The person is known.
  public record SignedIn(Account account, String idToken, String redirect) implements Outcome {}

  /// The person must choose a name first.
  public record NameWanted(String path) implements Outcome {}

  /// @param browser what only this browser brings again
  /// @param redirect where to go afterwards; a path of our own
  /// @return where the browser is sent
  public Mono<URI> begin(String browser, String redirect, Caller caller) {
    var pending = Pending.to(OwnPaths.checked("redirect_url", redirect));
    return provider
        .signIn(pending, callback(caller))
        .flatMap(uri ->
            memory.keep(key("begun", browser), json(pending.toMap()), PATIENCE).thenReturn(uri));
  }

  /// The browser came back.
  public Mono<Outcome> back(String browser, String code, String state, Caller caller) {
    return memory
        .take(key("begun", browser))
        .map(text -> text.map(it -> Pending.of(map(it))))
        .flatMap(pending ->
            pending.filter(it -> same(it.state(), state)).isPresent()
                ? arrived(browser, code, pending.get(), caller)
                : Mono.error(bad("state", "this is not the sign-in that was begun")));
  }

  /// The person has chosen a name.
  public Mono<SignedIn> onboard(String browser, String name, Caller caller) {
    if (!PersonNames.isGood(name.strip())) {
      return Mono.error(bad("username", "illegal length or characters"));
    }
    return memory
        .look(key("arrived", browser), Optional.empty())
        .map(text -> text.orElseThrow(() -> bad("session", "there is no sign-in to be finished")))
        .map(text -> person(map(text)))
        .flatMap(person ->
            provider
                .welcome(person, name.strip(), caller.asNobody())
                .map(account -> new SignedIn(account, person.idToken(), "/")))
        .flatMap(done -> memory.take(key("arrived", browser)).thenReturn(done));
  }

  /// Ends the provider's session where that is set.
  ///
  /// @return where the browser is sent
  public Mono<URI> end(Optional<Account> account, String idToken, Caller caller) {
    var home = URI.create("/");
    return provider
        .settings()
        .flatMap(settings -> {
          if (!settings.logout() || idToken.isEmpty()) {
            return Mono.just(home);
          }
          var revoked =
              settings.scopes().contains("offline_access") && account.isPresent()
                  ? provider.revoke(account.get()).onErrorComplete()
                  : Mono.<Void>empty();
          return revoked
              .then(provider.signOut(idToken, caller.externalUrl().resolve("/")))
              .map(end -> end.orElse(home))
              .onErrorReturn(home);
        });
  }

  private Mono<Outcome> arrived(String browser, String code, Pending pending, Caller caller) {
    return provider
        .arrived(code, pending, callback(caller))
        .flatMap(person ->
            provider
                .known(person, caller.asNobody())
                .flatMap(known ->
                    known
                        .map(it -> Mono.<Outcome>just(signedIn(it, person, pending)))
                        .orElseGet(() -> stranger(browser, person, pending, caller))));
  }

  private Mono<Outcome> stranger(
      String browser, OidcPerson person, Pending pending, Caller caller) {
    return provider
        .settings()
        .flatMap(settings ->
            settings.autoOnboard() && PersonNames.isGood(person.name())
                ? provider
                    .welcome(person, person.name(), caller.asNobody())
                    .map(account -> signedIn(account, person, pending))
                : memory
                    .keep(key("arrived", browser), json(wire(person)), PATIENCE)
                    .thenReturn(
                        new NameWanted(
                            "/oidc-onboard?username="
                                + encoded(person.name())
                                + "&redirect_url="
                                + encoded(pending.redirect()))));
  }

  private static Outcome signedIn(Account account, OidcPerson person, Pending pending) {
    return new SignedIn(account, person.idToken(), pending.redirect());
  }

  private static URI callback(Caller caller) {
    return caller.externalUrl().resolve(CALLBACK);
  }

  private static Map<String, String> wire(OidcPerson person) {
    return Map.of(
        "issuer", person.identity().issuer(),
        "subject", person.identity().subject(),
        "name", person.name(),
        "email", person.email(),
        "groups", JsonMapper.shared().writeValueAsString(person.groups()),
        "administrator", Boolean.toString(person.administrator()),
        "idToken", person.idToken(),
        "refreshToken", person.refreshToken().map(Secret::value).orElse(""),
        "goodUntil", Long.toString(person.goodUntil().toEpochMilli()));
  }

  private static OidcPerson person(Map<String, String> wire) {
    var refresh = wire.getOrDefault("refreshToken", "");
    return new OidcPerson(
        new OutsideIdentity(wire.getOrDefault("issuer", ""), wire.getOrDefault("subject", "")),
        wire.getOrDefault("name", ""),
        wire.getOrDefault("email", ""),
        JsonMapper.shared()
            .readValue(wire.getOrDefault("groups", "[]"), new TypeReference<List<String>>() {}),
        Boolean.parseBoolean(wire.getOrDefault("administrator", "false")),
        wire.getOrDefault("idToken", ""),
        refresh.isEmpty() ? Optional.empty() : Optional.of(new Secret(refresh)),
        Instant.ofEpochMilli(Long.parseLong(wire.getOrDefault("goodUntil", "0"))));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static RuntimeException bad(String what, String why) {
    return new Refusal.ParameterInvalid(what, why).asException();
  }

  private static String json(Map<String, String> map) {
    return JsonMapper.shared().writeValueAsString(map);
  }

  private static Map<String, String> map(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {});
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String key(String what, String browser) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(browser.getBytes(StandardCharsets.UTF_8));
      return "portolan:oidc:" + what + ":" + HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
