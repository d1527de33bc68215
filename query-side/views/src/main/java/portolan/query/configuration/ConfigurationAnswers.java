package portolan.query.configuration;

import static portolan.query.Row.text;
import static portolan.query.Row.truth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.FindConfiguration;
import portolan.language.configuration.Setting;
import portolan.language.message.Query;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.Json;
import reactor.core.publisher.Mono;

/// Answers what is set.
public final class ConfigurationAnswers implements Answers {
  private final Database database;

  public ConfigurationAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindConfiguration.class, _ -> find()).toMap();
  }

  private Mono<Configuration> find() {
    return database
        .find(
            """
            SELECT coalesce((SELECT jsonb_object_agg(key, value)::text FROM setting), '{}')
                AS settings,
              EXISTS (SELECT FROM account WHERE id <> 1 AND NOT deleted) AS inhabited\
            """,
            ConfigurationAnswers::configuration)
        .map(found -> found.orElse(Configuration.USUAL));
  }

  private static Configuration configuration(Readable row) {
    var values = new EnumMap<Setting, String>(Setting.class);
    Json.read(text(row, "settings"), new TypeReference<Map<String, String>>() {})
        .forEach((key, value) -> Setting.of(key).ifPresent(setting -> values.put(setting, value)));
    return new Configuration(values, truth(row, "inhabited"));
  }
}
