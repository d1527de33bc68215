package portolan.edge.configuration;

import java.util.Optional;
import portolan.language.configuration.Setting;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// The secrets among the settings, opened for the moment in which they are used.
public interface ConfiguredSecrets {

  /// Empty inside when none is set.
  Mono<Optional<Secret>> secret(Setting setting);
}
