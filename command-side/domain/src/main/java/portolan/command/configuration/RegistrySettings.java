package portolan.command.configuration;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.Setting;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Event;

/// All settings of the registry.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class RegistrySettings {
  @AggregateIdentifier private @Nullable String stream;
  private Map<String, String> values = new HashMap<>();

  public RegistrySettings() {}

  /// @param secrets which ones change, and whether each is there afterwards
  List<Event> decideChange(Map<Setting, String> wanted, Map<Setting, Boolean> secrets) {
    var shown =
        wanted.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .filter(entry -> !entry.getValue().equals(present(entry.getKey())))
            .<Event>map(entry -> changed(entry.getKey(), entry.getValue()));
    var hidden =
        secrets.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .<Event>map(entry -> new SecretSettingChanged(entry.getKey().key(), entry.getValue()));
    return Stream.concat(shown, hidden).toList();
  }

  private SettingChanged changed(Setting setting, String to) {
    return new SettingChanged(setting.key(), values.get(setting.key()), to);
  }

  private String present(Setting setting) {
    return values.getOrDefault(setting.key(), setting.usual());
  }

  @EventSourcingHandler
  void on(SettingChanged changed) {
    stream = StreamNames.SETTINGS;
    values.put(changed.key(), changed.to());
  }

  @EventSourcingHandler
  void on(SecretSettingChanged changed) {
    stream = StreamNames.SETTINGS;
  }
}
