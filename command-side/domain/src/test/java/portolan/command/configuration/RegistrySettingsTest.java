package portolan.command.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.language.configuration.SecretSettingChanged;
import portolan.language.configuration.Setting;
import portolan.language.configuration.SettingChanged;

class RegistrySettingsTest {
  private final RegistrySettings settings = new RegistrySettings();

  @Test
  void tellsEachChangeWithTheValueBefore() {
    settings.on(new SettingChanged("token_expiration", null, "45"));

    assertThat(
            settings.decideChange(
                Map.of(Setting.TOKEN_EXPIRATION, "60", Setting.READ_ONLY, "true"), Map.of()))
        .containsExactly(
            new SettingChanged("read_only", null, "true"),
            new SettingChanged("token_expiration", "45", "60"));
  }

  @Test
  void tellsNothingOfWhatIsAsItWas() {
    assertThat(settings.decideChange(Map.of(Setting.TOKEN_EXPIRATION, "30"), Map.of())).isEmpty();
  }

  @Test
  void tellsOfASecretOnlyThatItChanged() {
    assertThat(settings.decideChange(Map.of(), Map.of(Setting.OIDC_CLIENT_SECRET, true)))
        .containsExactly(new SecretSettingChanged("oidc_client_secret", true));
  }
}
