package portolan.edge.paging;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.refusal.Refusal;

/// Reads the parameter `q`: a comma list of `key=value`, where a value may be exact, `~fuzzy`,
/// `[from~to]`, `{one of these}` or `(all of these)`. A backslash in front takes a value's first
/// character literally. The whole may be URL-encoded once more.
///
/// Unlike Harbor, which passes over unknown keys, a key that the operation does not offer is
/// refused: a filter that does not filter is a trap, and one on a secret an oracle.
public final class FilterText {
  private static final int LONGEST = 4096;
  private static final int MOST = 50;
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private final FilterKeys keys;

  private FilterText(FilterKeys keys) {
    this.keys = keys;
  }

  /// Fails with [Refusal.ParameterInvalid] when the text breaks the grammar or names another key.
  public static Criteria parse(@Nullable String q, FilterKeys keys) {
    return q == null || q.isBlank() ? Criteria.NONE : new FilterText(keys).all(q);
  }

  private Criteria all(String q) {
    if (q.length() > LONGEST) {
      throw broken("too long");
    }
    var criteria = new ArrayList<Criterion>();
    var seen = new HashSet<String>();
    for (var part : decoded(q).split(",", -1)) {
      var criterion = one(part.strip());
      if (!seen.add(criterion.key())) {
        throw broken(criterion.key() + " is there twice");
      }
      criteria.add(criterion);
    }
    return new Criteria(criteria);
  }

  private Criterion one(String part) {
    int equals = part.indexOf('=');
    if (equals < 1 || equals == part.length() - 1) {
      throw broken("the query string must contain \"=\" and the key/value cannot be empty");
    }
    var name = part.substring(0, equals).strip();
    var key = keys.find(name).orElseThrow(() -> broken("unknown key " + shortened(name)));
    return criterion(key, part.substring(equals + 1).strip());
  }

  private static Criterion criterion(FilterKeys.Key key, String value) {
    if (value.isEmpty()) {
      throw broken("the query string must contain \"=\" and the key/value cannot be empty");
    }
    return switch (value.charAt(0)) {
      case '\\' -> literal(key, checked(key, value.substring(1)));
      case '~' -> new Criterion.Fuzzy(key.name(), filled(value.substring(1)));
      case '[' -> range(key, inside(value, ']'));
      case '{' -> new Criterion.AnyOf(key.name(), list(key, inside(value, '}')));
      case '(' -> new Criterion.AllOf(key.name(), list(key, inside(value, ')')));
      default -> new Criterion.Exact(key.name(), checked(key, value));
    };
  }

  /// Alone, `*` means something to some keys. As the only one of a list it is what it is.
  private static Criterion literal(FilterKeys.Key key, String value) {
    return value.equals("*")
        ? new Criterion.AnyOf(key.name(), List.of(value))
        : new Criterion.Exact(key.name(), value);
  }

  private static Criterion range(FilterKeys.Key key, String inside) {
    int tilde = inside.indexOf('~');
    if (tilde < 0 || inside.strip().equals("~") || inside.indexOf('~', tilde + 1) >= 0) {
      throw broken("a range has the form [min~max]");
    }
    return new Criterion.Range(
        key.name(), side(key, inside.substring(0, tilde)), side(key, inside.substring(tilde + 1)));
  }

  private static Optional<String> side(FilterKeys.Key key, String text) {
    return Optional.of(text.strip()).filter(it -> !it.isEmpty()).map(it -> checked(key, it));
  }

  private static List<String> list(FilterKeys.Key key, String inside) {
    var values = new ArrayList<String>();
    for (var word : inside.strip().split("\\s+")) {
      values.add(checked(key, filled(unquoted(word))));
    }
    if (values.size() > MOST) {
      throw broken("more than " + MOST + " values");
    }
    return List.copyOf(values);
  }

  private static String inside(String value, char close) {
    if (value.length() < 2 || value.charAt(value.length() - 1) != close) {
      throw broken("a value that opens with " + value.charAt(0) + " must end with " + close);
    }
    var inside = value.substring(1, value.length() - 1);
    if (inside.isBlank()) {
      throw broken("there is nothing between " + value.charAt(0) + " and " + close);
    }
    return inside;
  }

  private static String checked(FilterKeys.Key key, String value) {
    boolean fits =
        switch (key.kind()) {
          case TEXT -> value.chars().noneMatch(c -> c == 0);
          case NUMBER -> value.matches("-?\\d{1,18}");
          case TIME -> isTime(value);
          case FLAG -> value.equals("true") || value.equals("false");
        };
    if (!fits) {
      throw broken("not a " + key.kind().name().toLowerCase(Locale.ROOT) + " in " + key.name());
    }
    return value;
  }

  private static boolean isTime(String value) {
    try {
      return value.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?")
          ? LocalDateTime.parse(value) != null
          : OffsetDateTime.parse(value) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String unquoted(String word) {
    boolean quoted =
        word.length() >= 2
            && (word.charAt(0) == '"' || word.charAt(0) == '\'')
            && word.charAt(0) == word.charAt(word.length() - 1);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  private static String filled(String text) {
    if (text.isEmpty()) {
      throw broken("a value is empty");
    }
    if (text.indexOf(0) >= 0) {
      throw broken("a value has a character that no text has");
    }
    return text;
  }

  private static String decoded(String q) {
    return ENCODED.matcher(q).find() && !q.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%")
        ? URLDecoder.decode(q, StandardCharsets.UTF_8)
        : q;
  }

  private static String shortened(String name) {
    return name.length() > 40 ? name.substring(0, 40) : name;
  }

  private static RuntimeException broken(String why) {
    return new Refusal.ParameterInvalid("q", why).asException();
  }
}
