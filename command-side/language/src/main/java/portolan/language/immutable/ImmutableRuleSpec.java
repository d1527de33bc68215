package portolan.language.immutable;

import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;

/// Which tags a rule protects.
///
/// @param repositories by their names without the project
public record ImmutableRuleSpec(
    boolean disabled, int priority, Selector repositories, Selector tags) {

  public boolean protects(RepositoryName repository, TagName tag) {
    return !disabled && repositories.selects(repository.path()) && tags.selects(tag.value());
  }
}
