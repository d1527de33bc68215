package portolan.language.pattern;

import java.util.ArrayList;
import java.util.List;

/// A pattern in the notation of Harbor's rules: `*` is any run of characters but `/`, `?` one of
/// them, `[a-z]` one of a class (`^` or `!` negates it), `{a,b}` either, `\` takes the next
/// character literally, and `**` as a whole part between slashes any number of parts.
///
/// Matching takes time in proportion to the pattern times the text, whatever the pattern.
///
/// Source: the Go package bmatcuk/doublestar, its description of `Match`.
public final class Doublestar {
  private static final int LONGEST = 1024;
  private static final int MOST_BRANCHES = 64;
  private static final String ANY_PARTS = "**";

  private final List<List<Part>> branches;

  private Doublestar(List<List<Part>> branches) {
    this.branches = branches;
  }

  /// @throws IllegalArgumentException when the pattern is broken, too long or has too many branches
  public static Doublestar of(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST + " characters");
    }
    var branches = Braces.opened(pattern, MOST_BRANCHES);
    return new Doublestar(branches.stream().map(Doublestar::parts).toList());
  }

  public boolean matches(String text) {
    var words = text.split("/", -1);
    return branches.stream().anyMatch(parts -> matches(parts, words));
  }

  /// Whether each of its alternatives names a letter or digit that a text must have. A class names
  /// none: `[a-z]*` fits nearly everything.
  public boolean isParticular() {
    return branches.stream().allMatch(parts -> parts.stream().anyMatch(Part::isParticular));
  }

  private static List<Part> parts(String branch) {
    var parts = new ArrayList<Part>();
    for (var part : split(branch)) {
      parts.add(part.equals(ANY_PARTS) ? Part.ANY_NUMBER : Part.of(part));
    }
    return List.copyOf(parts);
  }

  /// At slashes, but for those that a backslash or a class holds.
  private static List<String> split(String branch) {
    var parts = new ArrayList<String>();
    int begin = 0;
    boolean inClass = false;
    for (int i = 0; i < branch.length(); i++) {
      switch (branch.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '/' -> {
          if (!inClass) {
            parts.add(branch.substring(begin, i));
            begin = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(branch.substring(begin));
    return parts;
  }

  /// `ends[j]` tells whether the parts so far match the first `j` words. A last `**` behind another
  /// part wants one word at least.
  private static boolean matches(List<Part> parts, String[] words) {
    var ends = new boolean[words.length + 1];
    ends[0] = true;
    for (int i = 0; i < parts.size(); i++) {
      boolean wantsOne = i > 0 && i == parts.size() - 1;
      ends =
          parts.get(i) == Part.ANY_NUMBER
              ? afterAny(ends, wantsOne)
              : afterOne(ends, parts.get(i), words);
    }
    return ends[words.length];
  }

  private static boolean[] afterAny(boolean[] before, boolean wantsOne) {
    var after = new boolean[before.length];
    boolean reached = false;
    for (int j = 0; j < before.length; j++) {
      after[j] = reached || before[j] && !wantsOne;
      reached |= before[j];
    }
    return after;
  }

  private static boolean[] afterOne(boolean[] before, Part part, String[] words) {
    var after = new boolean[before.length];
    for (int j = 0; j < words.length; j++) {
      after[j + 1] = before[j] && part.matches(words[j]);
    }
    return after;
  }
}
