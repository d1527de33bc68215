package portolan.edge.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.configuration.Configurations;
import portolan.language.configuration.Setting;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Sessions by the id in a browser's cookie. An id has 256 random bits; what is kept is only its
/// hash, so that nobody who reads the memory can use a session.
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int BYTES = 32;

  private final ShortMemory memory;
  private final Configurations configurations;
  private final SecureRandom random = new SecureRandom();

  public Sessions(ShortMemory memory, Configurations configurations) {
    this.memory = memory;
    this.configurations = configurations;
  }

  /// A new id that nobody can guess.
  public String draw() {
    var id = new byte[BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /// Begins a session under a new id.
  ///
  /// @return the id
  public Mono<String> begin(Session session) {
    var id = draw();
    return memory
        .keep(key(id), JsonMapper.shared().writeValueAsString(session.toMap()), life())
        .thenReturn(id);
  }

  /// The session with this id. When the memory is away, nobody has one.
  ///
  /// @param renew whether its time begins anew
  public Mono<Optional<Session>> find(String id, boolean renew) {
    return memory
        .look(key(id), renew ? Optional.of(life()) : Optional.empty())
        .map(text -> text.flatMap(Sessions::read))
        .onErrorResume(failure -> {
          LOG.warn("sessions cannot be read: {}", failure.toString());
          return Mono.just(Optional.empty());
        });
  }

  /// Ends the session.
  ///
  /// @return what it was, when there was one
  public Mono<Optional<Session>> end(String id) {
    return memory.take(key(id)).map(text -> text.flatMap(Sessions::read));
  }

  static boolean looksLikeAnId(String text) {
    return ID.matcher(text).matches();
  }

  private Duration life() {
    long minutes = configurations.latest().number(Setting.SESSION_TIMEOUT);
    return minutes > LONGEST.toMinutes() ? LONGEST : Duration.ofMinutes(minutes);
  }

  private static Optional<Session> read(String text) {
    try {
      return Optional.of(
          Session.of(
              JsonMapper.shared().readValue(text, new TypeReference<Map<String, String>>() {})));
    } catch (JacksonException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String key(String id) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
      return "portolan:session:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
