package portolan.query.user;

import static portolan.query.Row.integer;
import static portolan.query.Row.text;
import static portolan.query.Row.time;
import static portolan.query.Row.truth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import portolan.language.group.GroupId;
import portolan.language.message.Query;
import portolan.language.user.Account;
import portolan.language.user.FindAccount;
import portolan.language.user.ResolveAccount;
import portolan.language.user.ResolveAddress;
import portolan.language.user.Standing;
import portolan.language.user.UserId;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;

/// Answers who signs in. A person who was erased has no name and does not.
public final class AccountAnswers implements Answers {
  private static final String ACCOUNT =
      """
      SELECT id, name, administrator, sessions_since,
        groups::text AS groups, group_administrator FROM account
      WHERE %s AND name IS NOT NULL AND NOT deleted\
      """;

  private final Database database;

  public AccountAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveAccount.class, this::resolve)
        .on(ResolveAddress.class, this::resolveAddress)
        .on(FindAccount.class, this::find)
        .toMap();
  }

  private Mono<Optional<Account>> resolve(ResolveAccount query) {
    return where("lower(name) = lower($1)", query.name());
  }

  private Mono<Optional<Account>> resolveAddress(ResolveAddress query) {
    return where("lower(email) = lower($1)", query.email());
  }

  private Mono<Optional<Account>> find(FindAccount query) {
    return where("id = $1", query.user().value());
  }

  private Mono<Optional<Account>> where(String condition, Object value) {
    return database.find(ACCOUNT.formatted(condition), AccountAnswers::account, value);
  }

  private static Account account(Readable row) {
    return new Account(
        new UserId(integer(row, "id")),
        text(row, "name"),
        truth(row, "administrator"),
        new Standing(
            Json.read(text(row, "groups"), new TypeReference<List<Integer>>() {}).stream()
                .map(GroupId::new)
                .collect(Collectors.toUnmodifiableSet()),
            truth(row, "group_administrator")),
        time(row, "sessions_since"));
  }
}
