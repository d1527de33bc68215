package portolan.language.pattern;

import java.util.ArrayList;
import java.util.List;

/// What a pattern says of the characters between two slashes.
final class Part {
  /// Stands for `**`; compared by identity.
  static final Part ANY_NUMBER = new Part(List.of());

  private sealed interface Token {
    /// Any run of characters, an empty one too.
    record Run() implements Token {}

    /// One character, whichever.
    record Any() implements Token {}

    record Literal(char value) implements Token {}

    /// One character within, or outside of, some ranges: `from to from to…`.
    record OneOf(boolean negated, String ranges) implements Token {
      boolean holds(char c) {
        for (int i = 0; i < ranges.length(); i += 2) {
          if (c >= ranges.charAt(i) && c <= ranges.charAt(i + 1)) {
            return !negated;
          }
        }
        return negated;
      }
    }
  }

  private final List<Token> tokens;

  private Part(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Part of(String text) {
    var reading = new Reading(text);
    var tokens = new ArrayList<Token>();
    while (reading.more()) {
      tokens.add(reading.token());
    }
    return new Part(List.copyOf(tokens));
  }

  boolean isParticular() {
    return tokens.stream()
        .anyMatch(
            token -> token instanceof Token.Literal(var value) && Character.isLetterOrDigit(value));
  }

  boolean matches(String word) {
    var ends = new boolean[word.length() + 1];
    ends[0] = true;
    for (var token : tokens) {
      ends = after(ends, token, word);
    }
    return ends[word.length()];
  }

  /// Which beginnings of the word match, when one more token is taken.
  private static boolean[] after(boolean[] before, Token token, String word) {
    var after = new boolean[before.length];
    boolean reached = false;
    for (int j = 0; j < before.length; j++) {
      reached |= before[j];
      after[j] =
          token instanceof Token.Run
              ? reached
              : j > 0 && before[j - 1] && takes(token, word.charAt(j - 1));
    }
    return after;
  }

  private static boolean takes(Token token, char c) {
    return switch (token) {
      case Token.Run _, Token.Any _ -> true;
      case Token.Literal(var value) -> value == c;
      case Token.OneOf oneOf -> oneOf.holds(c);
    };
  }

  private static final class Reading {
    private final String text;
    private int place;

    Reading(String text) {
      this.text = text;
    }

    boolean more() {
      return place < text.length();
    }

    Token token() {
      char c = next();
      return switch (c) {
        case '*' -> new Token.Run();
        case '?' -> new Token.Any();
        case '[' -> oneOf();
        case '\\' -> new Token.Literal(next());
        default -> new Token.Literal(c);
      };
    }

    private Token oneOf() {
      boolean negated = more() && (text.charAt(place) == '^' || text.charAt(place) == '!');
      if (negated) {
        place++;
      }
      var ranges = new StringBuilder();
      while (ranges.isEmpty() || peek() != ']') {
        char from = bound();
        char to = from;
        if (peek() == '-') {
          place++;
          to = bound();
        }
        ranges.append(from).append(to);
      }
      place++;
      return new Token.OneOf(negated, ranges.toString());
    }

    /// An end of a range; a bare bracket or hyphen is none.
    private char bound() {
      char c = next();
      if (c == ']' || c == '-') {
        throw new IllegalArgumentException("a class is broken");
      }
      return c == '\\' ? next() : c;
    }

    private char peek() {
      if (!more()) {
        throw new IllegalArgumentException("a class is not closed");
      }
      return text.charAt(place);
    }

    private char next() {
      if (!more()) {
        throw new IllegalArgumentException("the pattern ends too early");
      }
      return text.charAt(place++);
    }
  }
}
