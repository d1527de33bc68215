package portolan.language.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a row must be to be listed: all of these, each key once.
public record Criteria(List<Criterion> all) {
  public static final Criteria NONE = new Criteria(List.of());

  public Criteria {
    all = List.copyOf(all);
  }

  public static Criteria of(Criterion... all) {
    return new Criteria(List.of(all));
  }

  /// These with one more, in place of another for its key.
  public Criteria with(Criterion more) {
    var others = all.stream().filter(it -> !it.key().equals(more.key()));
    return new Criteria(Stream.concat(others, Stream.of(more)).toList());
  }

  /// The criterion for a key.
  public Optional<Criterion> on(String key) {
    return all.stream().filter(criterion -> criterion.key().equals(key)).findFirst();
  }

  /// The value that a key must equal, when it is asked for so.
  public Optional<String> exact(String key) {
    return on(key)
        .filter(Criterion.Exact.class::isInstance)
        .map(criterion -> ((Criterion.Exact) criterion).value());
  }

  /// The text that a key must have a part like, when it is asked for so.
  public Optional<String> part(String key) {
    return on(key)
        .filter(Criterion.Fuzzy.class::isInstance)
        .map(criterion -> ((Criterion.Fuzzy) criterion).text());
  }
}
