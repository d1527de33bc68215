package portolan.language.immutable;

import org.jspecify.annotations.Nullable;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;

/// Which tags a rule protects.
///
/// @param repositories by their names without the project
/// @param params what else a client keeps there, a JSON object; protects nothing
public record ImmutableRuleSpec(
    boolean disabled, int priority, Selector repositories, Selector tags, @Nullable String params) {

  public ImmutableRuleSpec(boolean disabled, int priority, Selector repositories, Selector tags) {
    this(disabled, priority, repositories, tags, null);
  }

  public boolean protects(RepositoryName repository, TagName tag) {
    return !disabled && repositories.selects(repository.path()) && tags.selects(tag.value());
  }
}
