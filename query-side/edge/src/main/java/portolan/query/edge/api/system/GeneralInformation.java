package portolan.query.edge.api.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.edge.identity.Caller;

/// `GET /systeminfo` on the wire. What is null is left out: only those who signed in are told.
public record GeneralInformation(
    String authMode,
    boolean primaryAuthMode,
    boolean selfRegistration,
    String bannerMessage,
    String oidcProviderName,
    @Nullable Instant currentTime,
    @Nullable String registryUrl,
    @Nullable String externalUrl,
    @Nullable String projectCreationRestriction,
    @Nullable Boolean hasCaRoot,
    @Nullable String harborVersion,
    @Nullable String registryStorageProviderName,
    @Nullable Boolean readOnly,
    @Nullable Boolean notificationEnable) {
  private static final String LOCAL_ACCOUNTS = "db_auth";

  static GeneralInformation forAnyone(SystemFacts facts) {
    return new GeneralInformation(
        LOCAL_ACCOUNTS,
        false,
        facts.selfRegistration(),
        facts.banner(),
        "",
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

  static GeneralInformation forAccounts(SystemFacts facts, Caller caller, Instant now) {
    var url = caller.externalUrl();
    return new GeneralInformation(
        LOCAL_ACCOUNTS,
        false,
        facts.selfRegistration(),
        facts.banner(),
        "",
        now,
        url.getAuthority(),
        url.toString(),
        facts.projectCreation(),
        false,
        facts.version(),
        facts.storage(),
        facts.readOnly(),
        facts.notifications());
  }
}
