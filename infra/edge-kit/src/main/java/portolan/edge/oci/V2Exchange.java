package portolan.edge.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.identity.Caller;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// One admitted request and its answer.
public final class V2Exchange {
  private final ServerHttpRequest request;
  private final ServerHttpResponse response;
  private final V2Operation operation;
  private final V2Path path;
  private final Caller caller;
  private final @Nullable ProjectRef project;

  /// @param project null when the path is not below a repository
  public V2Exchange(
      ServerHttpRequest request,
      ServerHttpResponse response,
      V2Operation operation,
      V2Path path,
      Caller caller,
      @Nullable ProjectRef project) {
    this.request = request;
    this.response = response;
    this.operation = operation;
    this.path = path;
    this.caller = caller;
    this.project = project;
  }

  public ServerHttpRequest request() {
    return request;
  }

  public ServerHttpResponse response() {
    return response;
  }

  public V2Operation operation() {
    return operation;
  }

  public V2Path path() {
    return path;
  }

  public Caller caller() {
    return caller;
  }

  /// The project that the path names.
  ///
  /// @throws IllegalStateException when the path is not below a repository
  public ProjectRef project() {
    if (project == null) {
      throw new IllegalStateException("no project in this path");
    }
    return project;
  }

  /// Whether only the headers of an answer are wanted.
  public boolean head() {
    return request.getMethod() == HttpMethod.HEAD;
  }

  /// A parameter of the query string, decoded.
  ///
  /// @throws portolan.language.refusal.RefusedException `ParameterInvalid` when it contains control
  ///   characters, which no parameter of the protocol does
  public Optional<String> parameter(String name) {
    var value = new QueryString(request.getURI().getRawQuery()).value(name);
    if (value.isPresent() && value.get().chars().anyMatch(Character::isISOControl)) {
      throw new Refusal.ParameterInvalid(name, "there are control characters in " + name)
          .asException();
    }
    return value;
  }

  /// A header of the request.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().getFirst(name));
  }

  /// The headers of the answer.
  public HttpHeaders headers() {
    return response.getHeaders();
  }

  /// Sets `Location`, with the address under which clients know this service.
  public void locate(String location) {
    headers().set(HttpHeaders.LOCATION, caller.externalUrl() + location);
  }

  /// Says in `Range` how many bytes an upload has.
  public void received(long offset) {
    headers().set(HttpHeaders.RANGE, V2Errors.received(offset));
  }

  /// Answers without a body.
  public Mono<Void> complete(int status) {
    response.setStatusCode(HttpStatusCode.valueOf(status));
    if (status != 204 && status != 304 && headers().getFirst(HttpHeaders.CONTENT_LENGTH) == null) {
      headers().setContentLength(0);
    }
    return response.setComplete();
  }

  /// Answers that a blob does not reach into the asked range.
  ///
  /// @param size of the blob, in bytes
  public Mono<Void> rangeNotSatisfiable(long size) {
    headers().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
    var error = ErrorAnswer.of(416, "RANGE_INVALID", "the blob has " + size + " bytes");
    return V2Errors.write(error, response);
  }

  /// Answers 200 with bytes that are not changed afterwards; a HEAD gets their length.
  public Mono<Void> complete(String contentType, byte[] body) {
    headers().set(HttpHeaders.CONTENT_TYPE, contentType);
    headers().setContentLength(body.length);
    response.setStatusCode(HttpStatusCode.valueOf(200));
    return head()
        ? response.setComplete()
        : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
