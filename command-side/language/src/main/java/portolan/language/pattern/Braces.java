package portolan.language.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes `a{b,c}` out as `ab` and `ac`, inner braces too.
final class Braces {
  private Braces() {}

  /// Where the first brace opens, and what stands between its commas.
  private record Group(int open, int close, List<String> choices) {}

  static List<String> opened(String pattern, int most) {
    var done = new ArrayList<String>();
    var todo = new ArrayDeque<String>();
    todo.add(pattern);
    while (!todo.isEmpty()) {
      var next = todo.remove();
      var group = first(next);
      if (group == null) {
        done.add(next);
      } else {
        var head = next.substring(0, group.open);
        var tail = next.substring(group.close + 1);
        group.choices.forEach(choice -> todo.add(head + choice + tail));
      }
      if (done.size() + todo.size() > most) {
        throw new IllegalArgumentException("more than " + most + " branches");
      }
    }
    return done;
  }

  private static @Nullable Group first(String text) {
    var choices = new ArrayList<String>();
    int depth = 0;
    int open = -1;
    int begin = 0;
    boolean inClass = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass || c == '[') {
        inClass = c != ']';
      } else if (c == '{' && depth++ == 0) {
        open = i;
        begin = i + 1;
      } else if (c == ',' && depth == 1) {
        choices.add(text.substring(begin, i));
        begin = i + 1;
      } else if (c == '}' && depth > 0 && --depth == 0) {
        choices.add(text.substring(begin, i));
        return new Group(open, i, choices);
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException("a brace is not closed");
    }
    return null;
  }
}
