package portolan.query.edge.api.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.edge.identity.Caller;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;

/// `GET /systeminfo` on the wire. What is null is left out: only those who signed in are told.
public record GeneralInformation(
    String authMode,
    boolean primaryAuthMode,
    boolean selfRegistration,
    String bannerMessage,
    String oidcProviderName,
    @Nullable AuthProxy authproxySettings,
    @Nullable Instant currentTime,
    @Nullable String registryUrl,
    @Nullable String externalUrl,
    @Nullable String projectCreationRestriction,
    @Nullable Boolean hasCaRoot,
    @Nullable String harborVersion,
    @Nullable String registryStorageProviderName,
    @Nullable Boolean readOnly,
    @Nullable Boolean notificationEnable) {

  /// What a client must know of an authentication proxy; misspelt as clients read it.
  public record AuthProxy(
      @Nullable String endpoint,
      @Nullable String tokenreivewEndpoint,
      @Nullable Boolean skipSearch,
      @Nullable Boolean verifyCert,
      @Nullable String serverCertificate) {

    static @Nullable AuthProxy of(Configuration settings) {
      return settings.authMode().equals("http_auth")
          ? new AuthProxy(
              said(settings.text(Setting.HTTP_AUTHPROXY_ENDPOINT)),
              said(settings.text(Setting.HTTP_AUTHPROXY_TOKENREVIEW_ENDPOINT)),
              so(settings.truth(Setting.HTTP_AUTHPROXY_SKIP_SEARCH)),
              so(settings.truth(Setting.HTTP_AUTHPROXY_VERIFY_CERT)),
              said(settings.text(Setting.HTTP_AUTHPROXY_SERVER_CERTIFICATE)))
          : null;
    }

    private static @Nullable String said(String text) {
      return text.isEmpty() ? null : text;
    }

    private static @Nullable Boolean so(boolean truth) {
      return truth ? true : null;
    }
  }

  static GeneralInformation forAnyone(Configuration settings) {
    return new GeneralInformation(
        settings.authMode(),
        settings.truth(Setting.PRIMARY_AUTH_MODE),
        settings.truth(Setting.SELF_REGISTRATION),
        settings.text(Setting.BANNER_MESSAGE),
        settings.text(Setting.OIDC_NAME),
        AuthProxy.of(settings),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static GeneralInformation forAccounts(
      Configuration settings, SystemFacts facts, Caller caller, Instant now) {
    var url = caller.externalUrl();
    return new GeneralInformation(
        settings.authMode(),
        settings.truth(Setting.PRIMARY_AUTH_MODE),
        settings.truth(Setting.SELF_REGISTRATION),
        settings.text(Setting.BANNER_MESSAGE),
        settings.text(Setting.OIDC_NAME),
        AuthProxy.of(settings),
        now,
        url.getAuthority(),
        url.toString(),
        settings.text(Setting.PROJECT_CREATION_RESTRICTION),
        facts.authority().isPresent(),
        facts.version(),
        facts.storage(),
        settings.truth(Setting.READ_ONLY),
        settings.truth(Setting.NOTIFICATION_ENABLE));
  }
}
