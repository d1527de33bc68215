package portolan.query.follow;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;

/// One statement with the values of its parameters.
record Write(Sql sql, List<Object> values) {

  /// One statement for several that touch different rows and do not look at what the others write.
  /// The last one is its outcome.
  static Write together(List<Write> writes) {
    var values = new ArrayList<Object>();
    writes.forEach(write -> values.addAll(write.values));
    return new Write(Sql.together(writes.stream().map(Write::sql).toList()), values);
  }

  Statement on(Connection connection) {
    var statement = connection.createStatement(sql.text());
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
