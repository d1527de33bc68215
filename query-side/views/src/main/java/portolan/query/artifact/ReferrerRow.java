package portolan.query.artifact;

import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.Referrers;
import portolan.language.oci.Digest;
import portolan.query.Json;

/// A row of a list of referrers: how many there are, and one of them when there is one.
record ReferrerRow(long total, Referrers.@Nullable Referrer referrer, int weight) {
  /// A page ends before its annotations pass this many characters.
  private static final int HEAVIEST_PAGE = 3 << 20;

  static ReferrerRow of(Readable row) {
    var digest = textOrNull(row, "digest");
    long total = number(row, "total");
    if (digest == null) {
      return new ReferrerRow(total, null, 0);
    }
    var annotations = textOrNull(row, "annotations");
    return new ReferrerRow(
        total,
        new Referrers.Referrer(
            new Digest(digest),
            text(row, "media_type"),
            number(row, "manifest_size"),
            textOrNull(row, "artifact_type"),
            Json.texts(annotations)),
        annotations == null ? 0 : annotations.length());
  }

  /// @param rows at least one, and one more than the limit when there are more
  static Referrers page(List<ReferrerRow> rows, int limit) {
    var items = new ArrayList<Referrers.Referrer>();
    int weight = 0;
    boolean more = false;
    for (var row : rows) {
      weight += row.weight;
      if (row.referrer != null) {
        more = items.size() == limit || (!items.isEmpty() && weight > HEAVIEST_PAGE);
        if (more) {
          break;
        }
        items.add(row.referrer);
      }
    }
    return new Referrers(List.copyOf(items), rows.getFirst().total, more);
  }
}
