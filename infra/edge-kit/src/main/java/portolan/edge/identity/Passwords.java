package portolan.edge.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import portolan.language.refusal.Refusal;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Hashes passwords and robot secrets with Argon2id, on a few threads of its own: each hash takes
/// 19 MiB and some tens of milliseconds, so a flood of sign-ins queues here and not in the memory.
///
/// The form is that of the Argon2 reference: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. A password
/// counts whole, however long. Parameters: OWASP Password Storage Cheat Sheet.
public final class Passwords implements AutoCloseable {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MOST_MEMORY_KIB = 1024 * 1024;
  private static final int QUEUED = 1000;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final SecureRandom random = new SecureRandom();
  private final Scheduler pool;
  private final String nobodys;

  /// @param threads how many hashes are made at a time
  public Passwords(int threads) {
    this.pool = Schedulers.newBoundedElastic(threads, QUEUED, "passwords", 60, true);
    this.nobodys = encode("nobody's", fresh(SALT_BYTES), MEMORY_KIB, PASSES, LANES);
  }

  /// A new hash of a secret, with a salt of its own.
  public Mono<Secret> hash(Secret secret) {
    return onPool(
        () -> new Secret(encode(secret.value(), fresh(SALT_BYTES), MEMORY_KIB, PASSES, LANES)));
  }

  /// Whether a secret has this hash. A hash of another form fits nothing.
  public Mono<Boolean> matches(Secret secret, String hash) {
    return onPool(() -> fits(secret.value(), hash));
  }

  /// Takes as long as [#matches] and is always false: for names that nobody has.
  public Mono<Boolean> matchesNobody(Secret secret) {
    return matches(secret, nobodys).thenReturn(false);
  }

  @Override
  public void close() {
    pool.dispose();
  }

  private <T> Mono<T> onPool(Callable<T> work) {
    return Mono.fromCallable(work)
        .subscribeOn(pool)
        .onErrorMap(
            RejectedExecutionException.class,
            _ -> new Refusal.Unavailable("too many sign-ins at once").asException());
  }

  private static boolean fits(String secret, String hash) {
    Matcher form = FORM.matcher(hash);
    if (!form.matches()) {
      return false;
    }
    int memory = Integer.parseInt(form.group(1));
    if (memory < 8 || memory > MOST_MEMORY_KIB) {
      return false;
    }
    var salt = Base64.getDecoder().decode(form.group(4));
    var again =
        encode(
            secret, salt, memory, Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
    return MessageDigest.isEqual(
        again.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encode(String secret, byte[] salt, int memory, int passes, int lanes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[HASH_BYTES];
    generator.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memory, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private byte[] fresh(int bytes) {
    var salt = new byte[bytes];
    random.nextBytes(salt);
    return salt;
  }
}
