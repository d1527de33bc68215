package portolan.query.project;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.project.FindMember;
import portolan.language.project.FindMembers;
import portolan.language.project.Member;
import portolan.language.project.MemberDetails;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers who belongs to a project.
public final class MemberLists implements Answers {
  private static final String COLUMNS = Choices.COLUMNS + ", m.name";
  private static final Rows ROWS = Rows.of("member m", "m.id").joined(Choices.JOINS);

  private final Database database;

  public MemberLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindMembers.class, this::list)
        .on(FindMember.class, this::find)
        .toMap();
  }

  private Mono<Page<MemberDetails>> list(FindMembers query) {
    var listing =
        new Listing(COLUMNS, ROWS, Map.of()).where("m.project_id = ?", query.project().value());
    query
        .name()
        .ifPresentOrElse(
            name -> listing.where("lower(m.name) = lower(?)", name),
            () -> listing.counted(Listing.whole("member", query.project().value())));
    return listing.page(database, List.of(), "m.name, m.id", query.page(), MemberLists::details);
  }

  private Mono<Optional<MemberDetails>> find(FindMember query) {
    return new Listing(COLUMNS, ROWS, Map.of())
        .where("m.id = ?", query.membership().value())
        .where("m.project_id = ?", query.project().value())
        .page(database, List.of(), "m.id", PageRequest.ALL, MemberLists::details)
        .map(page -> page.items().stream().findFirst());
  }

  private static MemberDetails details(Readable row) {
    return new MemberDetails(
        new MembershipId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        new Member(Member.Kind.valueOf(text(row, "entity_kind")), integer(row, "entity_id")),
        textOrNull(row, "name"),
        Choices.of(row),
        textOrNull(row, "role_name"));
  }
}
