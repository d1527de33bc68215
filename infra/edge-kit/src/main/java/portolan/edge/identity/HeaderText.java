package portolan.edge.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people write into headers. HTTP hands over bytes as characters: those that are UTF-8 are
/// read as such, others stay what they were.
final class HeaderText {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final int LONGEST = 512;
  private static final int LAST_BYTE = 0xFF;

  private HeaderText() {}

  /// Control characters become question marks, and what is too long is cut; empty when nothing is
  /// left.
  static Optional<String> of(@Nullable String header) {
    return Optional.ofNullable(header)
        .map(HeaderText::decoded)
        .map(it -> CONTROL.matcher(it).replaceAll("?").strip())
        .map(HeaderText::cut)
        .filter(it -> !it.isEmpty());
  }

  private static String decoded(String header) {
    if (header.chars().anyMatch(c -> c > LAST_BYTE)) {
      return header;
    }
    var bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, halves ? LONGEST - 1 : LONGEST);
  }
}
