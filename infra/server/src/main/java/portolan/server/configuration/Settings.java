package portolan.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Every setting of the program. The key of a setting is `portolan.` and its path in this tree in
/// kebab case; its environment variable is the same in capitals with underscores.
@ConfigurationProperties("portolan")
public record Settings(
    @DefaultValue("data") @Meaning("Folder for everything that this node keeps.") Path data,
    @Meaning(value = "File with further settings.", otherwise = "portolan.yaml, where there is one")
        @Nullable Path configFile,
    @DefaultValue("127.0.0.1")
        @Meaning("Address to listen on; 0.0.0.0 opens the registry to other machines.")
        String address,
    @DefaultValue("8080") @Meaning("Port to listen on; 0 takes a free one.") int port,
    @DefaultValue({"command", "query", "jobs", "portal"}) @Meaning("What this node does.")
        Set<Role> roles,
    @Meaning(
            value = "Address that clients use, when a proxy stands in front.",
            otherwise = "http(s)://localhost:port")
        @Nullable URI externalUrl,
    @Meaning(
            value = "Password of the account admin, used when the account is first made.",
            otherwise = "a random one, printed once")
        @Nullable String adminPassword,
    @Meaning(
            "JSON object of what administrators can set (as in PUT /configurations); given, it is"
                + " set at each start and nobody else may set anything.")
        @Nullable String configOverwriteJson,
    @DefaultValue @Meaning("Networks whose forwarded headers are believed, such as 10.0.0.0/8.")
        List<String> trustedProxies,
    @DefaultValue("60s") @Meaning("How long running requests may take to finish at a stop.")
        Duration drain,
    @DefaultValue Tls tls,
    @DefaultValue Http http,
    @DefaultValue Postgres postgres,
    @DefaultValue Redis redis,
    @DefaultValue Embedded embedded,
    @DefaultValue Secrets secrets,
    @DefaultValue Blobs blobs,
    @DefaultValue Uploads uploads,
    @DefaultValue Tokens tokens,
    @DefaultValue Trust trust,
    @DefaultValue SignIn signIn,
    @DefaultValue Quota quota,
    @DefaultValue Logs logs) {

  /// TLS served by the program itself.
  public record Tls(
      @Meaning("PEM file with the certificate chain; TLS is on when it is given.")
          @Nullable Path certificate,
      @Meaning("PEM file with the private key.") @Nullable Path key,
      @Meaning("PEM file with the certificate that clients must trust, offered for download.")
          @Nullable Path authority) {}

  /// How HTTP is spoken.
  public record Http(
      @DefaultValue("60s")
          @Meaning(
              "A connection without a request is closed after this time; so is one whose client sends nothing of a body (408 where that can still be said) or takes nothing of an answer for as long.")
          Duration idle,
      @DefaultValue("30s")
          @Meaning("A connection that has not sent the whole head of a request by then is closed.")
          Duration headTime,
      @DefaultValue("16KB") @Meaning("Most that a request line, and all headers, may measure.")
          DataSize headSize,
      @DefaultValue("false") @Meaning("Also speak HTTP/2 (h2 with TLS, h2c without).")
          boolean http2) {}

  /// The database.
  public record Postgres(
      @Meaning(
              value = "postgresql://user:password@host:port/database of a server of yours.",
              otherwise = "an embedded server")
          @Nullable String url,
      @Meaning("User, when the URL names none.") @Nullable String user,
      @Meaning("Password, when the URL has none.") @Nullable String password,
      @DefaultValue("20") @Meaning("Most connections of the write side.") int connections,
      @DefaultValue("20") @Meaning("Most connections of the read side.") int readConnections) {}

  /// The cache.
  public record Redis(
      @Meaning(
              value = "redis://host:port (rediss:// with TLS) of a server of yours.",
              otherwise = "an embedded server")
          @Nullable String url,
      @Meaning("Password, when the URL has none.") @Nullable String password) {}

  /// The servers that the program brings along.
  public record Embedded(
      @Meaning(value = "Folder for their programs.", otherwise = "DATA/programs")
          @Nullable Path programs,
      @DefaultValue("64MB") @Meaning("shared_buffers of the embedded PostgreSQL.")
          DataSize sharedBuffers,
      @DefaultValue("64MB") @Meaning("Most memory that the embedded Redis holds values in.")
          DataSize redisMemory) {}

  /// Keys that this program makes for itself.
  public record Secrets(
      @Meaning(
              value = "Folder of the keys; shared by all nodes of one registry.",
              otherwise = "DATA/secrets")
          @Nullable Path folder) {}

  /// Where blobs are kept.
  public record Blobs(
      @DefaultValue("filesystem") @Meaning("filesystem or s3.") Driver driver,
      @Meaning(
              value = "Folder of the filesystem driver; shared by all nodes.",
              otherwise = "DATA/blobs")
          @Nullable Path folder,
      @DefaultValue("24h")
          @Meaning(
              "How long a file that was written or read whole, and has not changed, is believed to"
                  + " hold what its digest says; 0s reads each file whole before each pull.")
          Duration believed,
      @DefaultValue S3 s3) {

    /// The kinds of blob store.
    public enum Driver {
      FILESYSTEM,
      S3
    }

    /// An S3 bucket.
    public record S3(
        @Meaning(value = "Endpoint of an S3 server other than Amazon's.", otherwise = "Amazon's")
            @Nullable URI endpoint,
        @DefaultValue("us-east-1") @Meaning("Region.") String region,
        @Meaning("Bucket.") @Nullable String bucket,
        @DefaultValue("") @Meaning("What all object names begin with.") String prefix,
        @Meaning(value = "Access key.", otherwise = "the machine's own credentials")
            @Nullable String accessKey,
        @Meaning(value = "Secret key.", otherwise = "the machine's own credentials")
            @Nullable String secretKey,
        @DefaultValue("false") @Meaning("Bucket in the path, not in the host name.")
            boolean pathStyle) {}
  }

  /// Uploads that were begun.
  public record Uploads(
      @DefaultValue("168h") @Meaning("An upload without progress is dropped after this time.")
          Duration keep,
      @DefaultValue("24h") @Meaning("How often dropped uploads are looked for.")
          Duration purgeEvery,
      @DefaultValue("100") @Meaning("Most open uploads of one identity.") int perIdentity) {}

  /// Registry tokens.
  public record Tokens(
      @DefaultValue("30m") @Meaning("How long a token is valid.") Duration lifetime,
      @DefaultValue("720h")
          @Meaning(
              "How long a key signs tokens before a new one takes its place; 0s keeps it for ever.")
          Duration rotateKeys) {}

  /// Workloads whose identity tokens are exchanged.
  public record Trust(
      @DefaultValue({"https://token.actions.githubusercontent.com", "https://gitlab.com"})
          @Meaning(
              "Issuers that trust rules of projects may name; the program fetches their keys from"
                  + " them, and calls nobody else.")
          List<String> issuers) {}

  /// Wrong passwords.
  public record SignIn(
      @DefaultValue("10")
          @Meaning(
              "Wrong sign-ins per minute for one address and name, at all nodes together, before 429.")
          int wrongPerMinute) {}

  /// Storage of projects.
  public record Quota(
      @DefaultValue("-1") @Meaning("Bytes that a new project may store; -1 is no limit.")
          long storagePerProject) {}

  /// What is written about the program's work.
  public record Logs(
      @DefaultValue("file") @Meaning("file (DATA/log/portolan.log) or console.") Target to,
      @DefaultValue("info")
          @Meaning("error, warn, info, debug. Bodies of requests and answers are in none of them.")
          String level) {

    /// Where log lines go.
    public enum Target {
      FILE,
      CONSOLE
    }
  }

  /// The address that clients see.
  public URI address(int boundPort) {
    if (externalUrl != null) {
      return externalUrl;
    }
    return URI.create((tls.certificate == null ? "http" : "https") + "://localhost:" + boundPort);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public Path blobFolder() {
    var folder = blobs.folder;
    return folder == null ? data.resolve("blobs") : folder;
  }

  public Path secretFolder() {
    var folder = secrets.folder;
    return folder == null ? data.resolve("secrets") : folder;
  }
}
