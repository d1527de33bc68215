package portolan.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import portolan.language.artifact.Blob;
import portolan.language.oci.Digest;

/// Between columns and words.
final class Columns {
  private Columns() {}

  static String[] texts(Collection<Digest> digests) {
    return digests.stream().map(Digest::value).toArray(String[]::new);
  }

  static String[] digestsOf(List<Blob> blobs) {
    return blobs.stream().map(blob -> blob.digest().value()).toArray(String[]::new);
  }

  static Long[] sizesOf(List<Blob> blobs) {
    return blobs.stream().map(Blob::size).toArray(Long[]::new);
  }

  static Optional<Digest> digest(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Digest::new);
  }

  static List<Digest> digests(ResultSet row, String column) throws SQLException {
    return Stream.of(array(row, column, String[].class)).map(Digest::new).toList();
  }

  static List<Long> longs(ResultSet row, String column) throws SQLException {
    return Arrays.asList(array(row, column, Long[].class));
  }

  private static <T> T array(ResultSet row, String column, Class<T> type) throws SQLException {
    return type.cast(row.getArray(column).getArray());
  }
}
