package portolan.language.immutable;

import java.util.List;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;

/// The rules of a project: a tag is protected by any of them.
public record TagRules(List<ImmutableRuleSpec> rules) {
  public static final TagRules NONE = new TagRules(List.of());

  public boolean protect(RepositoryName repository, TagName tag) {
    return rules.stream().anyMatch(rule -> rule.protects(repository, tag));
  }
}
