package portolan.edge.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import portolan.language.access.Actor;
import portolan.language.access.ActorKind;

/// A token's `jti`: sixteen characters, as Harbor's has, which say more than chance.
///
/// One for the kind of account, six for its number, two for the milliseconds that `iat` lacks, and
/// seven at random. So a token stays with the account it was issued to when a name changes hands,
/// and a project made in the second of its issue can be told from one made before. All of it is
/// signed; nothing of it is secret.
record TokenId(Actor holder, int millis, String random) {
  private static final Pattern FORM =
      Pattern.compile("([uraw])([0-9a-z]{6})([0-9a-z]{2})([0-9a-z]{7})");
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int RADIX = 36;
  private static final SecureRandom RANDOM = new SecureRandom();

  static TokenId of(Actor holder, Instant issuedAt) {
    var random = new StringBuilder(7);
    for (int i = 0; i < 7; i++) {
      random.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new TokenId(holder, issuedAt.getNano() / 1_000_000, random.toString());
  }

  static Optional<TokenId> parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group(2), RADIX);
    int millis = Integer.parseInt(form.group(3), RADIX);
    if (number > Integer.MAX_VALUE || millis > 999) {
      return Optional.empty();
    }
    return kind(form.group(1).charAt(0))
        .map(kind -> new TokenId(new Actor(kind, (int) number), millis, form.group(4)));
  }

  @Override
  public String toString() {
    return letter(holder.kind()) + padded(holder.id(), 6) + padded(millis, 2) + random;
  }

  private static String padded(int number, int width) {
    var digits = Integer.toString(number, RADIX);
    return "0".repeat(width - digits.length()) + digits;
  }

  private static char letter(ActorKind kind) {
    return switch (kind) {
      case USER -> 'u';
      case ROBOT -> 'r';
      case WORKLOAD -> 'w';
      case ANONYMOUS -> 'a';
      case SYSTEM -> throw new IllegalArgumentException("the system needs no token");
    };
  }

  private static Optional<ActorKind> kind(char letter) {
    return switch (letter) {
      case 'u' -> Optional.of(ActorKind.USER);
      case 'r' -> Optional.of(ActorKind.ROBOT);
      case 'w' -> Optional.of(ActorKind.WORKLOAD);
      case 'a' -> Optional.of(ActorKind.ANONYMOUS);
      default -> Optional.empty();
    };
  }
}
