package portolan.blob.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/// Where the bucket is and how to get in.
///
/// @param endpoint of a store other than AWS
/// @param pathStyle whether the bucket is in the path (`ENDPOINT/BUCKET`) and not in the host's
///   name
/// @param prefix put before every key, for example `registry/`; may be empty
/// @param login when absent, AWS's usual chain (environment, profile, role) is asked
public record S3Settings(
    Optional<URI> endpoint,
    boolean pathStyle,
    String region,
    String bucket,
    String prefix,
    Optional<Login> login) {
  private static final Duration ONE_TRY = Duration.ofSeconds(60);
  private static final Duration ALL_TRIES = Duration.ofMinutes(3);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 128;

  /// An access key and its secret.
  public record Login(String key, String secret) {
    @Override
    public String toString() {
      return "Login[" + key + "]";
    }
  }

  /// A client with bounded retries and times.
  S3AsyncClient client() {
    var http =
        NettyNioAsyncHttpClient.builder()
            .maxConcurrency(CONNECTIONS)
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(ONE_TRY);
    var client =
        S3AsyncClient.builder()
            .httpClientBuilder(http)
            .region(Region.of(region))
            .forcePathStyle(pathStyle)
            .overrideConfiguration(
                limits -> limits.apiCallAttemptTimeout(ONE_TRY).apiCallTimeout(ALL_TRIES));
    endpoint.ifPresent(client::endpointOverride);
    login.ifPresentOrElse(
        given ->
            client.credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(given.key(), given.secret()))),
        () -> client.credentialsProvider(DefaultCredentialsProvider.builder().build()));
    return client.build();
  }
}
