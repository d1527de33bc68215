package portolan.edge.outside;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks for small documents: bounded in time and size. Blocking.
///
/// It never goes where a redirect points. What an administrator has set, and what a server says of
/// itself there, are all the places that are asked, so that nobody who answers for one of them can
/// have us call others that only we can reach.
public final class BoundedWeb implements ResourceRetriever {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 512 * 1024;

  /// One of each kind: a client has threads of its own.
  private static final Map<Certificates, BoundedWeb> ALL = new ConcurrentHashMap<>();

  private final HttpClient client;

  private BoundedWeb(Certificates certificates) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER);
    certificates.context().ifPresent(builder::sslContext);
    client = builder.build();
  }

  /// The one for servers of one kind.
  ///
  /// @param certificates which of those that servers show are believed
  public static BoundedWeb believing(Certificates certificates) {
    return ALL.computeIfAbsent(certificates, BoundedWeb::new);
  }

  /// Begins a question.
  ///
  /// @throws IOException when nothing can be asked at such an address
  public static HttpRequest.Builder to(URI address) throws IOException {
    try {
      return HttpRequest.newBuilder(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("no address to ask at: " + address, e);
    }
  }

  /// What is answered, whatever its status.
  ///
  /// @throws IOException when there is no answer in time, or too large a one
  public HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
    var answer =
        client.sendAsync(
            request.timeout(PATIENCE).build(),
            BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      return answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no document", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("stopping", e);
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    var answer = ask(to(URI.create(url.toString())).header("Accept", "application/json"));
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    return new Resource(answer.body(), "application/json");
  }
}
