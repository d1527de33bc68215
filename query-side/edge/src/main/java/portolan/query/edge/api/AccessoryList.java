package portolan.query.edge.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import portolan.edge.paging.FilterKeys;
import portolan.edge.paging.Paging;
import portolan.language.artifact.ArtifactDetails.Accessory;
import portolan.language.list.Criterion;
import portolan.language.list.SortKey;
import portolan.language.refusal.Refusal;

/// Narrows and orders what refers to one artifact, which is all at hand.
final class AccessoryList {
  private static final FilterKeys KEYS =
      FilterKeys.of("type", "digest").and(FilterKeys.Kind.NUMBER, "id", "artifact_id", "size");

  private AccessoryList() {}

  static List<Accessory> of(List<Accessory> all, MultiValueMap<String, String> parameters) {
    var criteria = Paging.criteria(parameters, KEYS).all();
    var order =
        Paging.sort(parameters, KEYS).stream()
            .map(AccessoryList::comparator)
            .reduce(Comparator::thenComparing);
    var found =
        all.stream().filter(one -> criteria.stream().allMatch(criterion -> meets(one, criterion)));
    return (order.isPresent() ? found.sorted(order.get()) : found).toList();
  }

  private static boolean meets(Accessory one, Criterion criterion) {
    var key = criterion.key();
    return switch (criterion) {
      case Criterion.Exact(_, var value) -> text(one, key).equals(value);
      case Criterion.Fuzzy(_, var part) ->
          text(one, key).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
      case Criterion.AnyOf(_, var values) -> values.contains(text(one, key));
      case Criterion.Range(_, var min, var max) ->
          min.map(it -> compared(one, key, it) >= 0).orElse(true)
              && max.map(it -> compared(one, key, it) <= 0).orElse(true);
      case Criterion.AllOf _ ->
          throw new Refusal.ParameterInvalid("q", key + " takes no list of all").asException();
    };
  }

  private static String text(Accessory one, String key) {
    return isNumber(key)
        ? Long.toString(number(key).apply(one))
        : key.equals("type") ? one.type() : one.digest().value();
  }

  private static int compared(Accessory one, String key, String other) {
    return isNumber(key)
        ? Long.compare(number(key).apply(one), Long.parseLong(other))
        : text(one, key).compareTo(other);
  }

  private static Comparator<Accessory> comparator(SortKey key) {
    var upwards =
        isNumber(key.key())
            ? Comparator.comparing(number(key.key()))
            : Comparator.comparing((Accessory one) -> text(one, key.key()));
    return key.descending() ? upwards.reversed() : upwards;
  }

  private static boolean isNumber(String key) {
    return !key.equals("type") && !key.equals("digest");
  }

  private static Function<Accessory, Long> number(String key) {
    return key.equals("size") ? Accessory::size : one -> (long) one.id().value();
  }
}
