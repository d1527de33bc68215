package portolan.command.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import tools.jackson.databind.json.JsonMapper;

/// A rule as clients write it.
///
/// Harbor takes any; a rule that says something else than it does would be a trap, so what is not
/// understood is refused.
record ImmutableRuleForm(
    @Nullable Long id,
    @Nullable Integer priority,
    @Nullable Boolean disabled,
    @Nullable String action,
    @Nullable String template,
    @Nullable Map<String, @Nullable Object> params,
    @Nullable List<SelectorForm> tagSelectors,
    @Nullable Map<String, @Nullable List<SelectorForm>> scopeSelectors) {
  private static final String REPOSITORY = "repository";
  private static final int LONGEST_KEPT = 4096;

  record SelectorForm(
      @Nullable String kind,
      @Nullable String decoration,
      @Nullable String pattern,
      @Nullable String extras) {

    Selector selector(String field, String including, String excluding) {
      if (!"doublestar".equals(kind)) {
        throw Complaints.badRequest(field, "the kind must be doublestar");
      }
      if (!including.equals(decoration) && !excluding.equals(decoration)) {
        throw Complaints.badRequest(
            field, "the decoration must be " + including + " or " + excluding);
      }
      return new Selector(
          excluding.equals(decoration), pattern == null ? "" : pattern, kept("extras", extras));
    }
  }

  /// A new rule.
  ImmutableRuleSpec spec() {
    requireWords();
    return new ImmutableRuleSpec(
        Boolean.TRUE.equals(disabled),
        priority == null ? 0 : priority,
        repositories(Complaints.required("scope_selectors", scopeSelectors)),
        tags(Complaints.required("tag_selectors", tagSelectors)),
        keptParams());
  }

  /// A rule that is there, with what is said here; selectors that are not mentioned stay.
  ImmutableRuleSpec over(ImmutableRuleSpec current) {
    requireWords();
    return new ImmutableRuleSpec(
        Boolean.TRUE.equals(disabled),
        priority == null ? current.priority() : priority,
        scopeSelectors == null ? current.repositories() : repositories(scopeSelectors),
        tagSelectors == null ? current.tags() : tags(tagSelectors),
        params == null ? current.params() : keptParams());
  }

  private @Nullable String keptParams() {
    return params == null || params.isEmpty()
        ? null
        : kept("params", JsonMapper.shared().writeValueAsString(params));
  }

  /// What is kept for the client and means nothing here.
  private static @Nullable String kept(String field, @Nullable String text) {
    if (text != null && text.length() > LONGEST_KEPT) {
      throw Complaints.badValue(field, "must have at most " + LONGEST_KEPT + " characters");
    }
    return text == null || text.isEmpty() ? null : text;
  }

  private void requireWords() {
    requireWord("action", action, "immutable");
    requireWord("template", template, "immutable_template");
  }

  private static Selector repositories(Map<String, @Nullable List<SelectorForm>> scopes) {
    if (!scopes.keySet().equals(Set.of(REPOSITORY))) {
      throw Complaints.badRequest("scope_selectors", "there is the scope repository only");
    }
    return only("scope_selectors", scopes.get(REPOSITORY))
        .selector("scope_selectors", "repoMatches", "repoExcludes");
  }

  private static Selector tags(List<SelectorForm> selectors) {
    return only("tag_selectors", selectors).selector("tag_selectors", "matches", "excludes");
  }

  private static void requireWord(String field, @Nullable String given, String only) {
    if (given != null && !given.isEmpty() && !given.equals(only)) {
      throw Complaints.badValue(field, "must be " + only);
    }
  }

  private static SelectorForm only(String field, @Nullable List<SelectorForm> selectors) {
    if (selectors == null || selectors.size() != 1 || selectors.getFirst() == null) {
      throw Complaints.badRequest(field, "exactly one of " + field + " is needed");
    }
    return selectors.getFirst();
  }
}
