package portolan.query.allowlist;

import static portolan.query.Row.text;
import static portolan.query.Row.time;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.CveAllowlistDetails;
import portolan.language.allowlist.FindCveAllowlist;
import portolan.language.message.Query;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;

/// Answers which vulnerabilities the whole registry accepts.
public final class AllowlistAnswers implements Answers {
  private final Database database;

  public AllowlistAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindCveAllowlist.class, this::find).toMap();
  }

  private Mono<CveAllowlistDetails> find(FindCveAllowlist query) {
    return database
        .list(
            """
            SELECT coalesce(l.cves, '[]')::text AS cves, l.expires_at, b.at AS created_at,
              coalesce(l.updated_at, b.at) AS updated_at
            FROM (SELECT coalesce(min(created_at), now()) AS at FROM account) b
              LEFT JOIN cve_allowlist l ON l.project_id = $1\
            """,
            AllowlistAnswers::details,
            AllowlistIndex.REGISTRY)
        .map(List::getFirst);
  }

  private static CveAllowlistDetails details(Readable row) {
    return new CveAllowlistDetails(
        new CveAllowlist(
            Json.read(text(row, "cves"), new TypeReference<List<String>>() {}),
            row.get("expires_at", Long.class)),
        time(row, "created_at"),
        time(row, "updated_at"));
  }
}
