package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A person's secret for programs was replaced. Which one is nobody's business.
@EventName("cli-secret-changed")
public record CliSecretChanged(UserId user) implements Event {}
