package portolan.server.configuration;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import portolan.command.edge.api.SecretRule;
import portolan.edge.identity.EdgeSettings;
import portolan.edge.identity.Surroundings;
import portolan.server.CannotStart;

/// What the values of settings must be like. One that cannot hold is refused before anything is
/// begun, by the program and by its tools alike.
final class Limits {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final long MOST_STORAGE = 1024L << 40;

  private Limits() {}

  /// @throws CannotStart when one is out of its range
  static void check(Settings settings) {
    network(settings);
    numbers(settings);
    times(settings);
    sizes(settings);
    secrets(settings);
    servers(settings);
    TlsFiles.check(settings.tls());
    OverwriteJson.read(settings.configOverwriteJson());
  }

  private static void network(Settings settings) {
    require(
        !new InetSocketAddress(settings.address(), 0).isUnresolved(),
        "portolan.address",
        settings.address(),
        "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
    between("portolan.port", settings.port(), 0, 65_535);
    require(!settings.roles().isEmpty(), "portolan.roles", "empty", "a list of roles");
    settings.trustedProxies().forEach(Limits::network);
    var url = settings.externalUrl();
    require(
        url == null || isOrigin(url),
        "portolan.external-url",
        url,
        "scheme, host and port only, such as https://registry.example");
  }

  private static void network(String text) {
    try {
      var _ =
          new Surroundings(
              new EdgeSettings(Optional.empty(), List.of(text), Duration.ofMinutes(1), 1));
    } catch (IllegalArgumentException e) {
      throw refused("portolan.trusted-proxies", text, "addresses or networks, such as 10.0.0.0/8");
    }
  }

  private static boolean isOrigin(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && (url.getPath().isEmpty() || url.getPath().equals("/"))
        && url.getRawQuery() == null;
  }

  private static void numbers(Settings settings) {
    // Some are held all the time, for what follows the events.
    between("portolan.postgres.connections", settings.postgres().connections(), 6, 10_000);
    between("portolan.postgres.read-connections", settings.postgres().readConnections(), 1, 10_000);
    between("portolan.uploads.per-identity", settings.uploads().perIdentity(), 1, 1_000_000);
    between("portolan.sign-in.wrong-per-minute", settings.signIn().wrongPerMinute(), 1, 1_000_000);
    var quota = settings.quota().storagePerProject();
    require(
        quota == -1 || quota > 0 && quota <= MOST_STORAGE,
        "portolan.quota.storage-per-project",
        quota,
        "-1 (no limit), or from 1 to %d bytes".formatted(MOST_STORAGE));
  }

  private static void times(Settings settings) {
    between("portolan.drain", settings.drain(), NONE);
    between("portolan.http.idle", settings.http().idle(), SHORTEST);
    between("portolan.http.head-time", settings.http().headTime(), SHORTEST);
    between("portolan.blobs.believed", settings.blobs().believed(), NONE);
    between("portolan.uploads.keep", settings.uploads().keep(), SHORTEST);
    between("portolan.uploads.purge-every", settings.uploads().purgeEvery(), SHORTEST);
    between("portolan.tokens.lifetime", settings.tokens().lifetime(), SHORTEST);
    between("portolan.tokens.rotate-keys", settings.tokens().rotateKeys(), NONE);
  }

  private static void sizes(Settings settings) {
    var embedded = settings.embedded();
    var megabyte = DataSize.ofMegabytes(1);
    between("portolan.http.head-size", settings.http().headSize(), DataSize.ofKilobytes(1));
    between("portolan.embedded.shared-buffers", embedded.sharedBuffers(), megabyte);
    between("portolan.embedded.redis-memory", embedded.redisMemory(), megabyte);
  }

  private static void secrets(Settings settings) {
    var password = settings.adminPassword();
    require(
        password == null || SecretRule.keeps(password),
        "portolan.admin-password",
        "too weak",
        "8 to 128 characters with a capital letter, a small letter and a digit");
  }

  private static void servers(Settings settings) {
    var database = settings.postgres().url();
    if (database != null) {
      var _ = DatabaseAddress.parse(database, null, null);
    }
    var redis = settings.redis().url();
    require(
        redis == null || RedisAddress.isOne(redis),
        "portolan.redis.url",
        "no address of a Redis",
        "like redis://host:6379, or rediss:// for TLS");
    if (settings.blobs().driver() == Settings.Blobs.Driver.S3) {
      bucket(settings.blobs().s3());
    }
  }

  private static void bucket(Settings.Blobs.S3 s3) {
    if (s3.bucket() == null || s3.bucket().isBlank()) {
      throw new CannotStart(
          "Blobs are to be kept in S3, but no bucket is named.",
          "Name one with PORTOLAN_BLOBS_S3_BUCKET.");
    }
    if ((s3.accessKey() == null) != (s3.secretKey() == null)) {
      throw new CannotStart(
          "Only one half of the keys for S3 is given.",
          "Give PORTOLAN_BLOBS_S3_ACCESS_KEY and PORTOLAN_BLOBS_S3_SECRET_KEY, or neither of them.");
    }
  }

  static void oneOf(String key, String value, String... words) {
    require(List.of(words).contains(value), key, value, "one of " + String.join(", ", words));
  }

  private static void between(String key, long value, long least, long most) {
    require(value >= least && value <= most, key, value, "from %d to %d".formatted(least, most));
  }

  private static void between(String key, Duration value, Duration least) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0,
        key,
        value.toSeconds() + "s",
        "from %ds to %dh".formatted(least.toSeconds(), LONGEST.toHours()));
  }

  private static void between(String key, DataSize value, DataSize least) {
    var most = DataSize.ofGigabytes(1);
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        value.toBytes() + "B",
        "from %dKB to %dGB".formatted(least.toKilobytes(), most.toGigabytes()));
  }

  private static void require(boolean holds, String key, @Nullable Object value, String range) {
    if (!holds) {
      throw refused(key, String.valueOf(value), range);
    }
  }

  static CannotStart refused(String key, String value, String range) {
    return new CannotStart(
        "The setting %s (%s) is %s, and must be %s."
            .formatted(key, Catalogue.variable(key), value, range),
        "docs/configuration.md lists the settings.");
  }
}
